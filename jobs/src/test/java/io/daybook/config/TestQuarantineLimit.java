package io.daybook.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class TestQuarantineLimit {
  @Test
  void bearsAThousandValuesOfAColumnAndOneOfAThousand() {
    QuarantineLimit limit = QuarantineLimit.DEFAULT;

    assertThat(limit.bears(1_000, 1_000_000)).isTrue();
    assertThat(limit.bears(1_001, 100_000_000)).isFalse();
    assertThat(limit.bears(20, 20_000)).isTrue();
    assertThat(limit.bears(21, 20_000)).isFalse();
    assertThat(limit)
        .hasToString(
            "of a column 1000 values, and 0.1 % of the rows (1 % up to 10 values);"
                + " of what totals are made of 0");
  }

  @Test
  void bearsNoLargeShareHoweverFewTheRowsAre() {
    assertThat(QuarantineLimit.DEFAULT.bears(1, 100)).isTrue();
    assertThat(QuarantineLimit.DEFAULT.bears(1, 99)).isFalse();
    assertThat(QuarantineLimit.DEFAULT.bears(10, 1_000)).isTrue();
    assertThat(QuarantineLimit.DEFAULT.bears(10, 999)).isFalse();
    assertThat(QuarantineLimit.DEFAULT.bears(11, 10_000)).isFalse();
    assertThat(new QuarantineLimit(5, BigDecimal.ONE, 0).bears(6, 1_000)).isFalse();
  }

  @Test
  void bearsNothingOfATotalUnlessTheOperatorSaysSo() {
    assertThat(QuarantineLimit.DEFAULT.bearsTotals(0)).isTrue();
    assertThat(QuarantineLimit.DEFAULT.bearsTotals(1)).isFalse();
    QuarantineLimit two = new QuarantineLimit(0, BigDecimal.ZERO, 2);
    assertThat(two.bearsTotals(2)).isTrue();
    assertThat(two.bearsTotals(3)).isFalse();
  }

  @Test
  void bearsNothingWhereNothingIsToBeBorne() {
    assertThat(new QuarantineLimit(0, BigDecimal.TEN, 0).bears(1, 1_000_000)).isFalse();
    QuarantineLimit none = new QuarantineLimit(1_000, BigDecimal.ZERO, 0);
    assertThat(none.bears(1, 1_000_000)).isFalse();
    assertThat(none.bears(0, 0)).isTrue();
    assertThat(none)
        .hasToString("of a column 1000 values, and 0 % of the rows; of what totals are made of 0");
  }

  @Test
  void refusesWhatIsNoShare() {
    assertThatThrownBy(() -> new QuarantineLimit(-1, BigDecimal.ONE, 0))
        .hasMessage("Invalid quarantine: -1 rows, 1 %, totals 0");
    assertThatThrownBy(() -> new QuarantineLimit(1, new BigDecimal("100.5"), 0))
        .hasMessageContaining("100.5 %");
    assertThatThrownBy(() -> new QuarantineLimit(1, BigDecimal.ONE, -1))
        .hasMessageContaining("totals -1");
  }
}
