package org.evalbeam.pipeline;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The program as its users meet it: arguments in, exit code and printed text out. */
final class Program {

  private Program() {}

  /**
   * How it ended.
   *
   * @param code exit code
   * @param out what it printed on standard output
   * @param err what it printed on standard error
   */
  record Ended(int code, String out, String err) {}

  static Ended run(String... args) {
    PrintStream realOut = System.out;
    PrintStream realErr = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      int code = Main.run(args);
      return new Ended(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(realOut);
      System.setErr(realErr);
    }
  }

  static Ended run(List<String> args) {
    return run(args.toArray(String[]::new));
  }
}
