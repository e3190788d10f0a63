package org.evalbeam.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Entries to write, and ways to look at what was written. */
final class Entries {

  private Entries() {}

  /** An entry told by its number; its task is spread over all ranges. */
  static JournalEntry numbered(int number) {
    return numbered(number, "reply " + number);
  }

  static JournalEntry numbered(int number, String body) {
    return of(id(number), task(number), "model", body);
  }

  static JournalEntry of(String callId, String task, String model, String body) {
    return new JournalEntry(
        callId, task, "https://llm.example/v1", model, 1_700_000_000_000L, 1.5, 0.25, body);
  }

  static List<JournalEntry> upTo(int count) {
    return Stream.iterate(0, number -> number + 1).limit(count).map(Entries::numbered).toList();
  }

  static String id(int number) {
    return "%016x%016x".formatted(number * 0x9e3779b97f4a7c15L, number);
  }

  static String task(int number) {
    return "%02x".formatted(number * 37 & 0xff) + id(number).substring(2);
  }

  /** Settings that gather warnings. */
  static JournalSettings warningTo(List<String> warnings) {
    return new JournalSettings(
        InstantSource.system(),
        System::nanoTime,
        new RollLimits(Duration.ofHours(1), 1 << 20, 1 << 30),
        Path.of("unused"),
        warnings::add);
  }

  /** Writes a journal of its own and closes it. */
  static void write(Path folder, List<JournalEntry> entries) throws IOException {
    write(folder, 1, entries);
  }

  static void write(Path folder, int ranges, List<JournalEntry> entries) throws IOException {
    try (Journal journal = Journal.open(folder.toString(), ranges)) {
      for (JournalEntry entry : entries) {
        journal.append(entry);
      }
    }
  }

  /** Those of the entries that a new journal finds. */
  static List<JournalEntry> found(Path folder, List<JournalEntry> asked) throws IOException {
    List<JournalEntry> found = new ArrayList<>();
    try (Journal journal = Journal.open(folder.toString(), 1, warningTo(new ArrayList<>()))) {
      for (JournalEntry entry : asked) {
        JournalEntry kept = journal.find(entry.task(), entry.callId());
        if (kept != null) {
          found.add(kept);
        }
      }
    }
    return found;
  }

  /** All whole lines of all segments, with how often each stands there. */
  static Map<JournalEntry, Integer> lines(Path folder) throws IOException {
    Map<JournalEntry, Integer> lines = new HashMap<>();
    for (Path segment : segments(folder)) {
      try (SegmentFile file = new SegmentFile(segment)) {
        SegmentScanner.scan(
            segment,
            0,
            (id, offset, length) ->
                lines.merge(
                    EntryReader.entry(file.read(offset, length)).orElseThrow(), 1, Integer::sum));
      }
    }
    return lines;
  }

  static List<Path> segments(Path folder) {
    return files(folder, SegmentName.SUFFIX);
  }

  static List<Path> files(Path folder, String suffix) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(suffix))
          .sorted(Comparator.naturalOrder())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path onlySegment(Path folder) {
    List<Path> segments = segments(folder);
    if (segments.size() != 1) {
      throw new AssertionError("one segment was expected: " + segments);
    }
    return segments.get(0);
  }
}
