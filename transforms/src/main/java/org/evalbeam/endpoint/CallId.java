package org.evalbeam.endpoint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Identity of a call: equal for calls that may share one reply, different for calls that must not.
 * The first 128 bits of a SHA-256 over the endpoint's identity, the whole request body and the
 * numbers that keep samples apart. The API key is never part of it.
 */
public final class CallId {

  private static final int HEX_DIGITS = 32;

  /** Copied for each identity: looking the algorithm up takes as long as some of its rounds. */
  private static final MessageDigest SHA_256 = sha256();

  private CallId() {}

  /**
   * The identity of one call.
   *
   * @param endpoint identity of the endpoint
   * @param body the request's body
   * @param repeat the experiment's repeat
   * @param ordinal number of the call within its task: 0 for the answer, judge calls from 1
   * @param occurrence number of the row among rows that ask the same
   * @return 32 hexadecimal digits
   */
  public static String of(String endpoint, String body, int repeat, int ordinal, int occurrence) {
    return of(endpoint, body, repeat + "/" + ordinal + "/" + occurrence);
  }

  /**
   * The identity of a judge's call: it belongs to the task of the answer that is judged, since the
   * same words of two models, or in two repeats, are two samples.
   *
   * @param task identity of the call that gave the answer
   * @param endpoint identity of the judge's endpoint
   * @param body the request's body
   * @param repeat which of the judge's repeats it is, from 0
   * @param ordinal number of the call among those of the repeat with the same body, from 1
   * @return 32 hexadecimal digits
   */
  public static String ofJudgement(
      String task, String endpoint, String body, int repeat, int ordinal) {
    // Without the first repeat's number, replies kept before there were repeats stay known.
    return of(task, endpoint, body, repeat == 0 ? String.valueOf(ordinal) : ordinal + "/" + repeat);
  }

  /**
   * The identity of the task that compares two answers, whichever of them is named first.
   *
   * @param one identity of the task that gave the one
   * @param other identity of the task that gave the other
   * @return 32 hexadecimal digits
   */
  public static String ofPair(String one, String other) {
    return one.compareTo(other) <= 0 ? of("pair", one, other) : of("pair", other, one);
  }

  /** The length before each part, so that no two lists of parts run into the same bytes. */
  private static String of(String... parts) {
    MessageDigest digest = begun();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest(), 0, HEX_DIGITS / 2);
  }

  private static MessageDigest begun() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException foreign) {
      return sha256();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }
}
