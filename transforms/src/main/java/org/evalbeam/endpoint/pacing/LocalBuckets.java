package org.evalbeam.endpoint.pacing;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;

/** Buckets of this process, on a clock that never jumps. */
final class LocalBuckets extends BucketStore {

  private final TimeMeter clock;

  LocalBuckets(Time time, int workers) {
    super(workers);
    this.clock =
        new TimeMeter() {
          @Override
          public long currentTimeNanos() {
            return time.nanoTime();
          }

          @Override
          public boolean isWallClockBased() {
            return false;
          }
        };
  }

  @Override
  Limits share(Limits limits) {
    return limits.share(workers());
  }

  @Override
  TokenBucket bucket(String identity, Allowance allowance) {
    Bucket bucket =
        Bucket.builder().addLimit(allowance.bandwidth()).withCustomTimePrecision(clock).build();
    return new TokenBucket(bucket, allowance);
  }
}
