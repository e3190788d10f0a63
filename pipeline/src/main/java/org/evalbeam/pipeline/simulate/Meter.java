package org.evalbeam.pipeline.simulate;

/**
 * An amount that is taken call by call and comes back with time. Times are nanoseconds of one
 * monotonic clock; not safe for use by several threads.
 */
sealed interface Meter permits Bucket, FixedWindow {

  /** What may be taken when nothing was. */
  int limit();

  /** What may be taken now; negative in debt. */
  double left(long now);

  /** Takes an amount, into debt if need be. */
  void take(double amount, long now);

  /** Nanoseconds until so much, at most the limit, may be taken; 0: now. */
  long nanosUntil(double amount, long now);
}
