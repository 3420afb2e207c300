package io.daybook.copy;

import java.math.BigInteger;

/** A sum of unscaled decimals that never overflows and seldom allocates. For one thread. */
final class ExactSum {
  private BigInteger high = BigInteger.ZERO;
  private long low;

  void add(long value) {
    long sum = low + value;
    if (((low ^ sum) & (value ^ sum)) < 0) {
      high = high.add(BigInteger.valueOf(low));
      low = value;
    } else {
      low = sum;
    }
  }

  void add(BigInteger value) {
    high = high.add(value);
  }

  BigInteger total() {
    return high.add(BigInteger.valueOf(low));
  }
}
