package io.daybook.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class TestQuarantineLimit {
  @Test
  void bearsAThousandRowsAndOneOfAThousand() {
    QuarantineLimit limit = QuarantineLimit.DEFAULT;

    assertThat(limit.bears(1_000, 1_000_000)).isTrue();
    assertThat(limit.bears(1_001, 100_000_000)).isFalse();
    assertThat(limit.bears(20, 20_000)).isTrue();
    assertThat(limit.bears(21, 20_000)).isFalse();
    assertThat(limit)
        .hasToString("1000 rows of a table, and 0.1 % of its rows where more than 10 are left out");
  }

  @Test
  void bearsTenRowsOfASmallTable() {
    assertThat(QuarantineLimit.DEFAULT.bears(10, 10)).isTrue();
    assertThat(QuarantineLimit.DEFAULT.bears(11, 10_000)).isFalse();
    assertThat(new QuarantineLimit(5, BigDecimal.ONE).bears(6, 10)).isFalse();
  }

  @Test
  void bearsNothingWhereNothingIsToBeBorne() {
    assertThat(new QuarantineLimit(0, BigDecimal.TEN).bears(1, 1_000_000)).isFalse();
    QuarantineLimit none = new QuarantineLimit(1_000, BigDecimal.ZERO);
    assertThat(none.bears(1, 1_000_000)).isFalse();
    assertThat(none.bears(0, 0)).isTrue();
    assertThat(none).hasToString("1000 rows of a table, and 0 % of its rows");
  }

  @Test
  void refusesWhatIsNoShare() {
    assertThatThrownBy(() -> new QuarantineLimit(-1, BigDecimal.ONE))
        .hasMessage("Invalid quarantine: -1 rows, 1 %");
    assertThatThrownBy(() -> new QuarantineLimit(1, new BigDecimal("100.5")))
        .hasMessageContaining("100.5 %");
  }
}
