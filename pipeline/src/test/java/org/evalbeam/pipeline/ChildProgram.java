package org.evalbeam.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, for what a test can't do to itself. */
final class ChildProgram implements AutoCloseable {

  private static final long MOST_SECONDS = 240;

  private final Process process;
  private final Path out;
  private final Path err;

  private ChildProgram(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts it.
   *
   * @param folder where what it prints is kept
   * @param shell what to do before, in the words of bash; a shell may have told its children to
   *     ignore interrupts, which they would inherit
   */
  static ChildProgram start(Path folder, String shell, List<String> args) throws IOException {
    return start(folder, shell, System.getProperty("java.class.path"), args);
  }

  /** Likewise, with a class path of one's own. */
  static ChildProgram start(Path folder, String shell, String classPath, List<String> args)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                classPath,
                "-Devalbeam.home=" + System.getProperty("evalbeam.home", "."),
                "org.evalbeam.pipeline.Main"));
    command.addAll(args);
    return start(folder, shell, command.toArray(String[]::new));
  }

  /** Starts it by its launcher, as users do. */
  static ChildProgram launch(Path folder, List<String> args) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(SetOptions.home().resolve("evalbeam").toString()));
    command.addAll(args);
    return start(folder, "", command.toArray(String[]::new));
  }

  /** Starts any program that runs ours. */
  static ChildProgram start(Path folder, String shell, String... words) throws IOException {
    Path out = Files.createTempFile(folder, "child", ".out");
    Path err = Files.createTempFile(folder, "child", ".err");
    List<String> command =
        new ArrayList<>(
            List.of("bash", "-c", shell + "exec env --default-signal=INT \"$@\"", "bash"));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new ChildProgram(process, out, err);
  }

  /** Kills it, as {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
  }

  /** Interrupts it, as Ctrl-C does. */
  void interrupt() throws IOException, InterruptedException {
    int code = new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
    if (code != 0) {
      throw new IOException("kill ended with " + code);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What it has printed on standard error so far. */
  String err() {
    return text(err);
  }

  /** Waits for its end. */
  Program.Ended ended() throws IOException, InterruptedException {
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("still running after " + MOST_SECONDS + " s: " + text(err));
    }
    return new Program.Ended(process.exitValue(), text(out), text(err));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
