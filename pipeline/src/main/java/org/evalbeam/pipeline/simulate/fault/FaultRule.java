package org.evalbeam.pipeline.simulate.fault;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a fault strikes: {@code NAME[@FROM[-[TO]]][:SHARE][:once]} on the command line.
 *
 * @param fault the fault
 * @param from the number of the first call it may strike, from 1
 * @param to the number of the last one, at least {@code from}
 * @param share share of these calls that it strikes, 0 to 1
 * @param firstAttemptOnly whether it spares a request id that has come before
 */
public record FaultRule(Fault fault, long from, long to, double share, boolean firstAttemptOnly) {

  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?<name>[^@:]+)(@(?<from>\\d{1,18})(?<until>-(?<to>\\d{1,18})?)?)?"
              + "(:(?<share>[0-9.]+))?(?<once>:once)?");

  /** Checks the ranges above. */
  public FaultRule {
    if (from < 1 || to < from) {
      throw new IllegalArgumentException(
          "calls of a fault are "
              + from
              + "-"
              + to
              + "; they count from 1, the first before the last");
    }
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "share of a fault is " + share + "; it must be from 0 to 1");
    }
  }

  /** Every call. */
  public static FaultRule of(Fault fault) {
    return new FaultRule(fault, 1, Long.MAX_VALUE, 1, false);
  }

  /** This, for a share of the calls only. */
  public FaultRule withShare(double value) {
    return new FaultRule(fault, from, to, value, firstAttemptOnly);
  }

  /** This, for calls of these numbers only, both included. */
  public FaultRule within(long first, long last) {
    return new FaultRule(fault, first, last, share, firstAttemptOnly);
  }

  /** This, for the first call of a request id only. */
  public FaultRule once() {
    return new FaultRule(fault, from, to, share, true);
  }

  /** Reads the syntax above: {@code error-500}, {@code reset:0.05:once}, {@code hang@10-20}. */
  public static FaultRule parse(String text) {
    Matcher rule = SYNTAX.matcher(text);
    if (!rule.matches()) {
      throw new IllegalArgumentException(
          "fault is '" + text + "'; it must be NAME[@FROM[-[TO]]][:SHARE][:once]");
    }
    Fault fault = Fault.named(rule.group("name"));
    long from = number(rule.group("from"), 1);
    boolean open = rule.group("from") == null || rule.group("until") != null;
    long to = number(rule.group("to"), open ? Long.MAX_VALUE : from);
    return new FaultRule(fault, from, to, share(rule.group("share")), rule.group("once") != null);
  }

  private static long number(@Nullable String digits, long otherwise) {
    return digits == null ? otherwise : Long.parseLong(digits);
  }

  private static double share(@Nullable String share) {
    try {
      return share == null ? 1 : Double.parseDouble(share);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "share of a fault is " + share + "; it must be from 0 to 1", e);
    }
  }

  boolean concerns(long callNumber, int attempt) {
    return callNumber >= from && callNumber <= to && (attempt == 1 || !firstAttemptOnly);
  }
}
