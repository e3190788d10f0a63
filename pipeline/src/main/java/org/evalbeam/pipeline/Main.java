package org.evalbeam.pipeline;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.evalbeam.spec.tree.InvalidSpecException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/** The command line: parses arguments, runs a command, turns its end into an exit code. */
@Command(
    name = "evalbeam",
    description = "Evaluates language models: an experiment set becomes Parquet tables.",
    mixinStandardHelpOptions = true,
    // Commands pass options that they do not know on to Beam; --help must not be among them.
    scope = ScopeType.INHERIT,
    versionProvider = Main.VersionText.class,
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      PlanCommand.class,
      ReportCommand.class,
      MetricsCommand.class,
      DatasetsCommand.class,
      ImportCommand.class,
      JournalCommand.class,
      SimulateCommand.class
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:all well",
      "1:anything that has no code of its own",
      "2:the spec, a catalog or the options are wrong; nothing was called",
      "3:finished, but more rows failed or were unparsed than --max-failure-rate allows",
      "130:interrupted"
    })
public final class Main {

  private Main() {}

  /** Runs the program and ends the process with its exit code. */
  public static void main(String[] args) {
    System.setOut(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(System.err, true, StandardCharsets.UTF_8));
    StatusLine.setUp();
    Logs.setUp();
    System.exit(run(args));
  }

  /** Runs the program in this process; gives its exit code. */
  public static int run(String... args) {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler((e, command, parsed) -> ended(e))
        .setUnmatchedOptionsArePositionalParams(false)
        .execute(args);
  }

  /** The names of the commands. */
  static Set<String> commands() {
    return new CommandLine(new Main()).getSubcommands().keySet();
  }

  private static int ended(Exception e) {
    if (e instanceof InvalidSpecException || e instanceof UsageException) {
      System.err.println(Printable.lines(String.valueOf(e.getMessage())));
      return ExitCode.USAGE;
    }
    if (e instanceof IllegalArgumentException && UnknownStore.isIn(e)) {
      System.err.println(Printable.lines(UnknownStore.told(e)));
      return ExitCode.USAGE;
    }
    if (e instanceof InterruptedException || e instanceof CancellationException) {
      return ExitCode.INTERRUPTED;
    }
    if (e instanceof RunBrokeOffException) {
      System.err.println(Printable.lines(String.valueOf(e.getMessage())));
      return ExitCode.FAILURE;
    }
    StringWriter told = new StringWriter();
    if (e instanceof IOException) {
      told.append(e.toString());
    } else {
      e.printStackTrace(new PrintWriter(told));
    }
    System.err.println(Printable.lines(told.toString()));
    return ExitCode.FAILURE;
  }

  /** What {@code --version} prints. */
  static final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"evalbeam " + Version.current()};
    }
  }
}
