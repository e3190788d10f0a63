package org.evalbeam.pipeline.simulate.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A fault that the endpoint makes on purpose, in place of a good reply. Its name on the command
 * line is that of the constant with hyphens, {@code rate-limited}.
 */
public enum Fault {
  /** 429 that says to come back after a second. */
  RATE_LIMITED(Outcome.REFUSED),
  /** 429 that does not say when to come back. */
  RATE_LIMITED_SILENT(Outcome.REFUSED),
  /** 429 that says to come back after an hour. */
  RATE_LIMITED_LONG(Outcome.REFUSED),
  /** Nothing is left to pay with: OpenAI's 429 {@code insufficient_quota}, Anthropic's 400. */
  NO_CREDIT(Outcome.REFUSED),
  /** 401. */
  WRONG_KEY(Outcome.REFUSED),
  /** 403. */
  FORBIDDEN(Outcome.REFUSED),
  /** 404: no such model. */
  NOT_FOUND(Outcome.REFUSED),
  /** 500. */
  ERROR_500(Outcome.REFUSED),
  /** 502 with HTML, as a proxy sends it. */
  ERROR_502(Outcome.REFUSED),
  /** 503. */
  ERROR_503(Outcome.REFUSED),
  /** 529: overloaded. */
  ERROR_529(Outcome.REFUSED),
  /** 400 whose message shows the key: as it came, JSON-escaped, and in Base64. */
  ECHO_KEY(Outcome.REFUSED),
  /** The connection is reset. */
  RESET(Outcome.SPOILED),
  /** The connection is closed before any reply. */
  CLOSED(Outcome.SPOILED),
  /** The connection is closed after half of the promised body. */
  HALF_CLOSED(Outcome.SPOILED),
  /** No reply ever. */
  HANG(Outcome.SPOILED),
  /** A byte now and then, without end. */
  TRICKLE(Outcome.SPOILED),
  /** 200 with HTML. */
  HTML(Outcome.SPOILED),
  /** 200 with the first half of the JSON as the whole body. */
  TRUNCATED_JSON(Outcome.SPOILED),
  /** 200 with an error as its body. */
  ERROR_OBJECT(Outcome.SPOILED),
  /** 200 with no answer in the list of answers. */
  NO_CHOICES(Outcome.SPOILED),
  /** 200 with null in the place of the answer. */
  NULL_CONTENT(Outcome.SPOILED),
  /** 200 with an answer of 20 MB. */
  HUGE(Outcome.SPOILED),
  /** 200 with a megabyte of gzip that unpacks to more than a gigabyte. */
  GZIP_BOMB(Outcome.SPOILED),
  /** 200 that says it is gzip and is not. */
  BAD_GZIP(Outcome.SPOILED),
  /** 307 to another path of the endpoint, which counts who comes there. */
  REDIRECT(Outcome.SPOILED),
  /** The answer in the other form that real endpoints use: for chat a list of parts. */
  CONTENT_PARTS(Outcome.ODD),
  /** An answer without usage. */
  NO_USAGE(Outcome.ODD),
  /** An answer that shows the key: as it came, JSON-escaped, and in Base64. */
  ECHO_KEY_OK(Outcome.ODD),
  /** An answer that tells the judge which score to give. */
  SCORE_INJECTION(Outcome.ODD),
  /** An answer with ANSI escapes, bidirectional marks, NULs and newlines. */
  CONTROL_CODES(Outcome.ODD);

  /** What a struck call comes to. */
  public enum Outcome {
    /** The model did not run. */
    REFUSED,
    /** The model ran, and its answer was lost. */
    SPOILED,
    /** The call was answered, strangely. */
    ODD
  }

  private final Outcome outcome;

  Fault(Outcome outcome) {
    this.outcome = outcome;
  }

  /** What a struck call comes to. */
  public Outcome outcome() {
    return outcome;
  }

  /** Its name on the command line and in {@code /stats}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The fault of this name. */
  static Fault named(String label) {
    for (Fault fault : values()) {
      if (fault.label().equals(label)) {
        return fault;
      }
    }
    throw new IllegalArgumentException(
        "fault is '"
            + label
            + "'; it must be one of "
            + Arrays.stream(values()).map(Fault::label).collect(Collectors.joining(", ")));
  }
}
