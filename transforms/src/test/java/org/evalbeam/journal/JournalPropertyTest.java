package org.evalbeam.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any entries, in any order, by any number of writers: each is found as it was first appended. */
class JournalPropertyTest {

  @Property(tries = 200)
  void whatWasAppendedIsFound(
      @ForAll("entries") List<JournalEntry> entries, @ForAll("ranges") int ranges)
      throws IOException {
    Path folder = Files.createTempDirectory("journal");
    Map<String, JournalEntry> first = new LinkedHashMap<>();
    try (Journal journal = Journal.open(folder.toString(), ranges)) {
      for (JournalEntry entry : entries) {
        journal.append(entry);
        first.putIfAbsent(entry.callId(), entry);
        assertThat(journal.find(entry.task(), entry.callId())).isEqualTo(first.get(entry.callId()));
      }
    }
    List<JournalEntry> expected = List.copyOf(first.values());

    assertThat(Entries.found(folder, expected)).isEqualTo(expected);
    JournalFolder.at(folder.toString()).compact();
    assertThat(Entries.found(folder, expected)).isEqualTo(expected);
    PrivateFiles.deleteFolder(folder);
  }

  @Provide
  Arbitrary<Integer> ranges() {
    return Arbitraries.of(1, 2, 16, 256);
  }

  /** Few numbers, so that calls are doubled; a call's task follows from it. */
  @Provide
  Arbitrary<List<JournalEntry>> entries() {
    Arbitrary<String> text = Arbitraries.strings().all().ofMaxLength(40);
    return Combinators.combine(
            Arbitraries.integers().between(0, 30),
            text,
            text,
            text,
            Arbitraries.longs(),
            Arbitraries.doubles())
        .as(
            (number, endpoint, model, body, at, seconds) ->
                new JournalEntry(
                    Entries.id(number),
                    Entries.task(number),
                    endpoint,
                    model,
                    at,
                    seconds,
                    seconds / 3,
                    body))
        .list()
        .ofMaxSize(30);
  }
}
