package org.evalbeam.pipeline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.beam.sdk.values.KV;
import org.evalbeam.flow.BeamFiles;
import org.evalbeam.flow.CountResults;

/**
 * What a run counted: trials, and answers, observations and preferences by status.
 *
 * @param byName counts by the names of {@link CountResults}
 */
record Counts(Map<String, Long> byName) {

  /** The line of a count, as the pipeline writes it and {@link #read} reads it. */
  static String line(KV<String, Long> count) {
    return count.getKey() + " " + count.getValue();
  }

  /** Reads the counts that the pipeline wrote into the run's folder. */
  static Counts read(String folder) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                BeamFiles.OPENER.open(folder + EvaluationPipeline.COUNTS),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split(" ", 2);
        counts.put(parts[0], Long.valueOf(parts[1]));
      }
    }
    return new Counts(counts);
  }

  long trials() {
    return byName.getOrDefault(CountResults.TRIALS, 0L);
  }

  long answers() {
    return sum(CountResults.ANSWERS);
  }

  long observations() {
    return sum(CountResults.OBSERVATIONS);
  }

  long preferences() {
    return sum(CountResults.PREFERENCES);
  }

  /** Preferences of a status, in lower case, whatever the reason. */
  long preferences(String status) {
    return sum(CountResults.PREFERENCES + status);
  }

  /** Answers of a status, in lower case, whatever the reason. */
  long answers(String status) {
    return sum(CountResults.ANSWERS + status);
  }

  /** Observations of a status, in lower case, whatever the reason. */
  long observations(String status) {
    return sum(CountResults.OBSERVATIONS + status);
  }

  /** Answers that failed, by reason, most frequent first: {@code 12 timeout, 3 bad_request}. */
  String failedAnswersByReason() {
    return byReason(CountResults.ANSWERS + "failed_");
  }

  /** Scores that failed, by reason, most frequent first. */
  String failedScoresByReason() {
    return byReason(CountResults.OBSERVATIONS + "failed_");
  }

  /** Preferences that failed, by reason, most frequent first. */
  String failedPreferencesByReason() {
    return byReason(CountResults.PREFERENCES + "failed_");
  }

  /** Answers' replies, by where they came from, most frequent first: {@code 12 call, 3 journal}. */
  String repliesBySource() {
    String sources = byReason(CountResults.REPLIES);
    return sources.isEmpty() ? "none" : sources;
  }

  /** What the run's own calls cost, as far as that is known: {@code 1.2345 USD, 0.5 EUR}. */
  String spent() {
    return byName.entrySet().stream()
        .filter(count -> count.getKey().startsWith(CountResults.SPENT))
        .map(
            count ->
                "%.4f %s"
                    .formatted(
                        count.getValue() / 1e9,
                        count
                            .getKey()
                            .substring(CountResults.SPENT.length())
                            .toUpperCase(Locale.ROOT)))
        .collect(Collectors.joining(", "));
  }

  private String byReason(String prefix) {
    return byName.entrySet().stream()
        .filter(count -> count.getKey().startsWith(prefix))
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(
            count ->
                "%,d %s".formatted(count.getValue(), count.getKey().substring(prefix.length())))
        .collect(Collectors.joining(", "));
  }

  private long sum(String prefix) {
    return byName.entrySet().stream()
        .filter(count -> count.getKey().startsWith(prefix))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /**
   * The share of rows, of answers, of observations or of preferences, whichever is largest, that
   * failed or were unparsed; from 0 to 1.
   */
  double failureRate() {
    double answersLost = share(answers("failed"), answers());
    double scoresLost = share(observations("failed") + observations("unparsed"), observations());
    double preferencesLost = share(preferences("failed") + preferences("unparsed"), preferences());
    return Math.max(preferencesLost, Math.max(answersLost, scoresLost));
  }

  private static double share(long part, long all) {
    return all == 0 ? 0 : (double) part / all;
  }

  /**
   * Checks that nothing was lost or doubled.
   *
   * @throws IllegalStateException where the counts do not balance: a bug, or storage that lost data
   */
  void checkBalance() {
    long expected = byName.getOrDefault(CountResults.EXPECTED_OBSERVATIONS, 0L);
    if (answers() != trials() || observations() != expected) {
      throw new IllegalStateException(
          ("the counts do not balance: %d trials gave %d answers, and %d observations where %d were"
                  + " due; nothing is published")
              .formatted(trials(), answers(), observations(), expected));
    }
    long due = byName.getOrDefault(CountResults.EXPECTED_PREFERENCES, 0L);
    if (preferences() != due) {
      throw new IllegalStateException(
          "the counts do not balance: %d preferences where %d were due; nothing is published"
              .formatted(preferences(), due));
    }
  }
}
