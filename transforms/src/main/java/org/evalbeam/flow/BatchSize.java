package org.evalbeam.flow;

/**
 * How much a batch holds: images, which are texts here, or a very long answer may make one alone.
 *
 * @param elements their number
 * @param characters of their texts, about what they take of memory
 */
record BatchSize(int elements, int characters) {

  static final BatchSize NONE = new BatchSize(0, 0);

  /** What a batch holds at most, but for its last element. */
  static final BatchSize MOST = new BatchSize(64, 1 << 16);

  BatchSize plus(BatchSize more) {
    return new BatchSize(elements + more.elements, characters + more.characters);
  }

  BatchSize minus(BatchSize fewer) {
    return new BatchSize(elements - fewer.elements, characters - fewer.characters);
  }

  boolean reaches(BatchSize most) {
    return elements >= most.elements || characters >= most.characters;
  }
}
