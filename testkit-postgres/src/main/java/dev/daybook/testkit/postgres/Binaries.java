package dev.daybook.testkit.postgres;

import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipInputStream;

/** The server's programs of one version, out of the jar of that version. */
record Binaries(int version) implements PgBinaryResolver {
  Binaries {
    if (version < 16 || version > 18) {
      throw new IllegalArgumentException(
          "There are PostgreSQL 16, 17 and 18, not " + version + "; name one of them");
    }
  }

  @Override
  public InputStream getPgBinary(String system, String machineHardware) throws IOException {
    var jar = Binaries.class.getResourceAsStream("postgres-" + version + ".jar");
    if (jar == null) {
      throw new IOException("This build does not hold the programs of PostgreSQL " + version);
    }
    var entries = new ZipInputStream(jar);
    for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
      if (entry.getName().endsWith(".txz")) {
        return entries;
      }
    }
    throw new IOException("The jar of PostgreSQL " + version + " holds no programs");
  }
}
