package dev.daybook.faults.suite;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** Damages one of the files of a log as chance has it, and says what it did. */
final class Damage {
  private static final int SECTOR = 512;

  private Damage() {}

  static String one(Path place, SplittableRandom random) throws IOException {
    var file = chosen(place, random);
    try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
      var what =
          switch (random.nextInt(4)) {
            case 0 -> flip(bytes, 1, random);
            case 1 -> flip(bytes, random.nextInt(2, 21), random);
            case 2 -> sector(bytes, random);
            default -> truncate(bytes, random);
          };
      return what + " of " + place.relativize(file);
    }
  }

  /** A file with something in it, the larger the likelier. */
  private static Path chosen(Path place, SplittableRandom random) throws IOException {
    List<Path> files;
    try (var all = Files.walk(place)) {
      files =
          all.filter(Files::isRegularFile)
              .filter(file -> Scratch.size(file) > 0 && !file.toString().endsWith(".lock"))
              .sorted()
              .toList();
    }
    var at = random.nextLong(files.stream().mapToLong(Scratch::size).sum());
    for (var file : files) {
      at -= Scratch.size(file);
      if (at < 0) {
        return file;
      }
    }
    return files.getLast();
  }

  private static String flip(RandomAccessFile file, int count, SplittableRandom random)
      throws IOException {
    for (var i = 0; i < count; i++) {
      var at = random.nextLong(file.length());
      file.seek(at);
      var flipped = file.read() ^ (1 << random.nextInt(8));
      file.seek(at);
      file.write(flipped);
    }
    return count + " flipped bit(s)";
  }

  private static String sector(RandomAccessFile file, SplittableRandom random) throws IOException {
    var at = random.nextLong((file.length() + SECTOR - 1) / SECTOR) * SECTOR;
    var bytes = new byte[(int) Math.min(SECTOR, file.length() - at)];
    if (random.nextBoolean()) {
      random.nextBytes(bytes);
    }
    file.seek(at);
    file.write(bytes);
    return "the torn sector at byte " + at;
  }

  private static String truncate(RandomAccessFile file, SplittableRandom random)
      throws IOException {
    var to = random.nextLong(file.length());
    var from = file.length();
    file.setLength(to);
    return "the tail cut from " + from + " to " + to + " bytes";
  }
}
