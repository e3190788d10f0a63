package org.evalbeam.journal;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of its own that appends to a journal, and says what it has appended. */
final class JournalProcess implements Closeable {

  private final Process process;
  private final BufferedReader said;

  private JournalProcess(Process process) {
    this.process = process;
    this.said = process.inputReader();
  }

  /** What the process does. */
  static final class Main {

    private Main() {}

    /**
     * Appends entries, says the number of each once it is appended or else why it is not, and lives
     * until its input ends.
     *
     * @param args folder, number of the first entry, number of entries, size of a body
     */
    public static void main(String[] args) throws IOException {
      int first = Integer.parseInt(args[1]);
      int last = first + Integer.parseInt(args[2]) - 1;
      int size = Integer.parseInt(args[3]);
      try (Journal journal = Journal.open(args[0], 4)) {
        for (int number = first; number <= last; number++) {
          System.out.println(append(journal, entry(number, size)));
        }
        System.out.println("done");
        while (System.in.read() >= 0) {}
      }
    }

    private static String append(Journal journal, JournalEntry entry) {
      try {
        journal.append(entry);
        return entry.body().strip();
      } catch (IOException e) {
        return String.valueOf(e.getMessage());
      }
    }
  }

  /** Takes a call and says so; keeps it for as long as its input has nothing to read. */
  static final class Take {

    private Take() {}

    /**
     * Takes the call of an entry, and on a line of input appends it and gives the call free.
     *
     * @param args folder, number of the entry
     */
    public static void main(String[] args) throws IOException {
      JournalEntry entry = entry(Integer.parseInt(args[1]), 0);
      try (Journal journal = Journal.open(args[0], 16)) {
        Closeable taken = journal.tryTake(entry.task(), entry.callId());
        System.out.println(taken == null ? "refused" : "taken");
        if (System.in.read() >= 0 && taken != null) {
          journal.append(entry);
          taken.close();
          System.out.println("appended");
          while (System.in.read() >= 0) {}
        }
      }
    }
  }

  /** Merges segments and says how many. */
  static final class Compact {

    private Compact() {}

    public static void main(String[] args) throws IOException {
      System.out.println(JournalFolder.at(args[0]).compact());
    }
  }

  /** Starts one that takes the call of an entry. */
  static JournalProcess take(Path folder, int number) throws IOException {
    return new JournalProcess(builder(java(Take.class, folder.toString(), "" + number)).start());
  }

  /** Tells it to go on. */
  void goOn() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /** The entry that the process appends under a number. */
  static JournalEntry entry(int number, int size) {
    return Entries.numbered(number, number + " ".repeat(size));
  }

  /** Starts one. */
  static JournalProcess start(Path folder, int first, int count, int size) throws IOException {
    return new JournalProcess(builder(command(folder, first, count, size)).start());
  }

  /**
   * Starts one whose files can't grow beyond a limit: the system refuses to write more.
   *
   * @param kibibytes largest size of a file
   */
  static JournalProcess startLimited(Path folder, int kibibytes, int count, int size)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("bash", "-c"));
    command.add("ulimit -f " + kibibytes + " && exec \"$@\"");
    command.add("bash");
    command.addAll(command(folder, 0, count, size));
    return new JournalProcess(builder(command).start());
  }

  private static ProcessBuilder builder(List<String> command) {
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  private static List<String> command(Path folder, int first, int count, int size) {
    return java(Main.class, folder.toString(), "" + first, "" + count, "" + size);
  }

  private static List<String> java(Class<?> main, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(args));
    return command;
  }

  /** Merges segments in a process of its own; what it says of it. */
  static String compact(Path folder) throws IOException {
    try (JournalProcess process =
        new JournalProcess(builder(java(Compact.class, folder.toString())).start())) {
      return process.next();
    }
  }

  /** The next line that it says. */
  String next() throws IOException {
    String line = said.readLine();
    if (line == null) {
      throw new AssertionError("the process has ended");
    }
    return line;
  }

  /** What it says until it is done, or ended. */
  List<String> rest() throws IOException {
    List<String> lines = new ArrayList<>();
    String line = said.readLine();
    while (line != null && !line.equals("done")) {
      lines.add(line);
      line = said.readLine();
    }
    return lines;
  }

  /** Kills it at once, as {@code kill -9} does. */
  void kill() throws InterruptedException {
    // Not by the process itself, which would close what it has said.
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  /** Lets it end in order. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
  }
}
