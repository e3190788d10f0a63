package org.evalbeam.endpoint.pacing;

import io.github.bucket4j.Bucket;
import java.lang.reflect.Proxy;

/** A store whose buckets can't be reached any more. */
final class LostBuckets extends BucketStore {

  private static final ThreadLocal<Boolean> INTERRUPT = ThreadLocal.withInitial(() -> false);

  LostBuckets() {
    super(1);
  }

  /** This thread is interrupted the next time that it asks a bucket. */
  static void interruptNext() {
    INTERRUPT.set(true);
  }

  @Override
  Limits share(Limits limits) {
    return limits;
  }

  @Override
  TokenBucket bucket(String identity, Allowance allowance) {
    Bucket bucket =
        (Bucket)
            Proxy.newProxyInstance(
                Bucket.class.getClassLoader(),
                new Class<?>[] {Bucket.class},
                (proxy, method, arguments) -> {
                  if (INTERRUPT.get()) {
                    Thread.currentThread().interrupt();
                  }
                  throw new LimiterLostException("gone", new IllegalStateException("gone"));
                });
    return new TokenBucket(bucket, allowance);
  }
}
