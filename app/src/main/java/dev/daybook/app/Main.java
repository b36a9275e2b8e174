package dev.daybook.app;

import dev.daybook.doors.cli.Cli;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Where the program begins: one command line, one exit code. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    var out = writer(FileDescriptor.out);
    var err = writer(FileDescriptor.err);
    var code = new Cli(new DaybookProgram(), out, err, System.getenv()).run(arguments);
    out.flush();
    err.flush();
    System.exit(code);
  }

  private static PrintWriter writer(FileDescriptor stream) {
    return new PrintWriter(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
  }
}
