package io.daybook.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class TestExactSum {
  @Test
  void staysExactBeyondALong() {
    ExactSum sum = new ExactSum();
    BigInteger expected = BigInteger.ZERO;
    long[] values = {Long.MAX_VALUE, 5, Long.MAX_VALUE, -3, Long.MIN_VALUE, Long.MIN_VALUE, 1};
    for (int i = 0; i < 1_000; i++) {
      long value = values[i % values.length];
      sum.add(value);
      sum.add(BigInteger.valueOf(value));
      expected = expected.add(BigInteger.valueOf(value)).add(BigInteger.valueOf(value));
    }
    assertThat(sum.total()).isEqualTo(expected);
  }
}
