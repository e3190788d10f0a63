package org.evalbeam.journal;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.Size;

/** Eight bytes at a time or one by one: the same newline. */
class NewlinesTest {

  private static int plain(byte[] bytes, int from) {
    int plain = from;
    while (plain < bytes.length && bytes[plain] != '\n') {
      plain++;
    }
    return plain;
  }

  /** Bytes next to a newline's own value are those that tricks with bits go wrong on. */
  @Property
  void amongItsNeighbours(@ForAll @Size(max = 40) @ByteRange(min = 8, max = 12) byte[] bytes) {
    for (int from = 0; from <= bytes.length; from++) {
      assertThat(Newlines.next(bytes, from, bytes.length)).isEqualTo(plain(bytes, from));
    }
  }

  @Property
  void amongAnyBytes(@ForAll @Size(max = 60) byte[] bytes) {
    assertThat(Newlines.next(bytes, 0, bytes.length)).isEqualTo(plain(bytes, 0));
  }
}
