package io.daybook.demo;

import java.util.SplittableRandom;
import java.util.UUID;

/**
 * The chance that makes one row. A row's dice depend on the seed, the table and the row's number
 * alone, so that any row can be made again without those before it.
 */
final class Dice {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final SplittableRandom random;

  private Dice(long state) {
    this.random = new SplittableRandom(state);
  }

  static Dice of(long seed, String stream, long index) {
    return new Dice(mix(mix(seed + stream.hashCode() * GOLDEN) + index * GOLDEN));
  }

  /** More dice of the row with this id. */
  static Dice of(UUID row) {
    return new Dice(row.getLeastSignificantBits());
  }

  /** The id of this row: looks random, is always the same. */
  static UUID id(long seed, String stream, long index) {
    long high = mix(mix(seed ^ (stream.hashCode() * GOLDEN)) + index * GOLDEN);
    return versioned(high, mix(high + GOLDEN));
  }

  /** 0 to {@code bound - 1}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Both ends included. */
  int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  /** Like {@link #below}, low numbers far more often: a few customers buy most. */
  int skewedBelow(int bound) {
    double uniform = random.nextDouble();
    return (int) (bound * uniform * uniform * uniform);
  }

  boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  @SafeVarargs
  final <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }

  UUID uuid() {
    return versioned(random.nextLong(), random.nextLong());
  }

  private static UUID versioned(long high, long low) {
    return new UUID((high & ~0xF000L) | 0x4000L, (low & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L);
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
