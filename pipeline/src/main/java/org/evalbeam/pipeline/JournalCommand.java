package org.evalbeam.pipeline;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.evalbeam.journal.JournalContents;
import org.evalbeam.journal.JournalFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** Shows what a journal holds, and drops what shall be asked for again. */
@Command(
    name = "journal",
    description =
        "Shows how many replies a journal keeps, of which models; drops replies, which are then paid"
            + " again when they are wanted.",
    footer = "Other --name=value options go to Beam's file systems, such as --awsRegion=eu-west-3.")
final class JournalCommand implements Callable<Integer> {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  @ArgGroup(multiplicity = "1")
  private Where where = new Where();

  @ArgGroup private Action action = new Action();

  /** Which journal. */
  static final class Where {
    @Option(
        names = "--output",
        paramLabel = "DIR",
        description = "Output folder of a set; its journal is meant.")
    private @Nullable String output;

    @Option(names = "--journal", paramLabel = "DIR", description = "Folder of the journal.")
    private @Nullable String journal;
  }

  /** What is to be done. */
  static final class Action {
    @Option(names = "--drop-all", description = "Drop every reply.")
    private boolean dropAll;

    @Option(
        names = "--drop-model",
        paramLabel = "NAME",
        description = "Drop the replies of one model, as its name stands in requests.")
    private @Nullable String dropModel;

    @Option(names = "--compact", description = "Merge small segments into few.")
    private boolean compact;
  }

  @Unmatched private final List<String> storeArgs = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    RunnerArgs.parse(storeArgs);
    String folder = folder();
    JournalFolder journal = JournalFolder.at(folder);
    if (!journal.exists()) {
      throw new UsageException("there is no journal " + folder);
    }
    if (action.dropAll) {
      System.out.printf("dropped %,d replies%n", journal.dropAll());
    } else if (action.dropModel != null) {
      System.out.printf(
          "dropped %,d replies of %s%n",
          journal.dropModel(action.dropModel), Printable.of(action.dropModel));
    } else if (action.compact) {
      System.out.printf("merged %,d segments%n", journal.compact());
    }
    show(journal.contents(), folder);
    return ExitCode.OK;
  }

  private String folder() throws UsageException {
    return where.journal == null
        ? CallOptions.journalOf(FolderOption.of("--output", String.valueOf(where.output)))
        : FolderOption.of("--journal", where.journal);
  }

  private static void show(JournalContents contents, String folder) {
    TextTable table =
        new TextTable().row("endpoint", "model", "replies", "bytes", "first (UTC)", "last (UTC)");
    for (JournalContents.Kind kind : contents.kinds()) {
      table.row(
          kind.endpoint(),
          kind.model(),
          "%,d".formatted(kind.entries()),
          "%,d".formatted(kind.bytes()),
          minute(kind.first()),
          minute(kind.last()));
    }
    System.out.print(table);
    System.out.printf(
        "%n%,d segment%s, %,d bytes, in %s%n",
        contents.segments(), contents.segments() == 1 ? "" : "s", contents.bytes(), folder);
    if (contents.unreadableBytes() > 0) {
      System.out.printf(
          "%,d bytes can't be read (%,d lines); what stood there is asked for again%n",
          contents.unreadableBytes(), contents.unreadable());
    }
  }

  private static String minute(Instant time) {
    return MINUTE.format(time);
  }
}
