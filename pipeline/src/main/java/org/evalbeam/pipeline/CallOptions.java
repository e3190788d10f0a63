package org.evalbeam.pipeline;

import java.util.Set;
import java.util.TreeSet;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.endpoint.Price;
import org.evalbeam.flow.CallSettings;
import org.evalbeam.pipeline.output.RunFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what a set's calls may cost, and where their replies are kept. */
final class CallOptions {

  /** Ranges of a journal that many processes write to, so that each reads only what it needs. */
  private static final int RANGES_OF_MANY = 16;

  private static final String FOLDER = "journal";

  @Option(
      names = "--journal",
      paramLabel = "DIR",
      description =
          "Folder that keeps every reply, so that none is paid twice; sets may share one."
              + " Default: journal in the output folder.")
  private @Nullable String journal;

  @Option(
      names = "--no-journal",
      description = "Keep no reply beyond the run, and use none of an earlier one.")
  private boolean noJournal;

  @Option(
      names = "--max-cost",
      paramLabel = "AMOUNT",
      description =
          "Call nothing more once the run has cost so much, in the currency of the endpoint"
              + " catalog's prices; running again goes on.")
  private @Nullable Double maxCost;

  void check() throws UsageException {
    if (noJournal && journal != null) {
      throw new UsageException("--journal and --no-journal: one of the two");
    }
    if (maxCost != null && !(maxCost > 0 && Double.isFinite(maxCost))) {
      throw new UsageException("--max-cost: found " + maxCost + "; a number above 0 is allowed");
    }
  }

  /** What the calls may cost; null for no limit. */
  @Nullable Double maxCost() {
    return maxCost;
  }

  /** Folder of the journal as the user gave it; null where none was given. */
  @Nullable String given() {
    return journal;
  }

  /**
   * Folder of the journal that outlives the run.
   *
   * @return null where nothing is kept
   * @throws UsageException where no reply can be kept there
   */
  @Nullable String kept(RunFolder folder) throws UsageException {
    if (noJournal) {
      return null;
    }
    return journal == null
        ? FolderOption.writable("--output", journalOf(folder.output()))
        : SharedPaths.absolute(FolderOption.writable("--journal", journal));
  }

  /** The journal of an output folder that names none. */
  static String journalOf(String output) {
    return (output.endsWith("/") ? output : output + "/") + FOLDER;
  }

  /**
   * The settings of a run that starts now.
   *
   * @param replies folder of the journal
   * @param sharing how several processes share the endpoints' limits
   * @param workers processes that the runner may use
   * @param runFolder path of the run's own folder; null where all of it runs in this process
   */
  CallSettings settings(
      String replies, SharingOptions sharing, int workers, @Nullable String runFolder) {
    int sharers = sharing.workers(workers);
    return new CallSettings(
        replies,
        runFolder == null && sharers == 1 ? 1 : RANGES_OF_MANY,
        System.currentTimeMillis(),
        maxCost,
        sharers,
        sharing.limiter(),
        runFolder);
  }

  /**
   * Checks that the cost of every call is known where it is limited.
   *
   * @throws UsageException that names what has no price
   */
  void checkPrices(Set<Endpoint> endpoints) throws UsageException {
    if (maxCost == null) {
      return;
    }
    Set<String> currencies = new TreeSet<>();
    for (Endpoint endpoint : endpoints) {
      Price price = endpoint.terms().price();
      if (price == null) {
        throw new UsageException(
            "--max-cost: no price is known for "
                + endpoint.name()
                + "; give its entry in the endpoint catalog one (prices)");
      }
      currencies.add(price.currency());
    }
    if (currencies.size() > 1) {
      throw new UsageException(
          "--max-cost: the prices are in "
              + String.join(" and ", currencies)
              + "; they must be in one currency");
    }
  }
}
