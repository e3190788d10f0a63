package org.evalbeam.pipeline.simulate.draw;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A sequence of draws that is a pure function of a seed and some texts, so that a re-run draws the
 * same, on every JDK: all comes from SplitMix64 and strict arithmetic.
 */
public final class Draws {

  private final SplittableRandom random;

  private Draws(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** The sequence of this seed and these texts; texts that are divided otherwise draw otherwise. */
  public static Draws of(long seed, String... texts) {
    MessageDigest digest = sha256();
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, seed));
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
      digest.update(bytes);
    }
    return new Draws(ByteBuffer.wrap(digest.digest()).getLong());
  }

  /** A SHA-256. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** 64 random bits. */
  public long bits() {
    return random.nextLong();
  }

  /** Uniform over [0, 1). */
  public double unit() {
    return random.nextDouble();
  }

  /** True with this probability. */
  public boolean happens(double probability) {
    return unit() < probability;
  }

  /** Uniform over 0 to {@code bound - 1}. */
  public int below(int bound) {
    return (int) (unit() * bound);
  }

  /** One element, each as likely; the list is not empty. */
  public <T> T oneOf(List<T> list) {
    return list.get(below(list.size()));
  }

  /** Standard normal, by Box and Muller (1958). */
  public double gaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
    return radius * StrictMath.cos(2 * StrictMath.PI * unit());
  }
}
