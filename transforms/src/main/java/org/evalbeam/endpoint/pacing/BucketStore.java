package org.evalbeam.endpoint.pacing;

/**
 * Where the buckets of endpoints are kept, and with it how several workers part an endpoint's
 * limits: each its share of every limit, or all of them one bucket in Redis.
 */
public abstract class BucketStore implements AutoCloseable {

  private final int workers;

  BucketStore(int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("workers: " + workers + "; allowed is 1 and more");
    }
    this.workers = workers;
  }

  /**
   * Buckets in this process.
   *
   * @param workers how many processes call the endpoints, each with an equal share of every limit
   */
  public static BucketStore inProcess(Time time, int workers) {
    return new LocalBuckets(time, workers);
  }

  /**
   * Buckets that all workers have in common, so that a rate is exact for the whole job. Calls in
   * flight are still shared out.
   *
   * @param address {@code redis://[[user]:password@]host:port[/database]}
   * @throws IllegalArgumentException where the address is none
   * @throws LimiterLostException where no Redis can be reached there
   */
  public static BucketStore redis(String address, Time time, int workers) {
    return RedisBuckets.connect(RedisAddress.parse(address), time, workers);
  }

  /** How many processes call the endpoints. */
  final int workers() {
    return workers;
  }

  /** This process's part of an endpoint's limits. */
  abstract Limits share(Limits limits);

  /**
   * The bucket of one rate, which stands for this process's part of it.
   *
   * @param identity tells endpoints apart
   */
  abstract TokenBucket bucket(String identity, Allowance allowance);

  @Override
  public void close() {
    // most hold nothing that is to be closed
  }
}
