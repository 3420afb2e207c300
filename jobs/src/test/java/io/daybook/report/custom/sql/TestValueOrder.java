package io.daybook.report.custom.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TestValueOrder {
  /** A face is two chars, each of which is less than letters that come before it. */
  @Test
  void textsStandInTheOrderOfTheirCodePoints() {
    List<String> ordered =
        List.of(
            "", "A", "a", "aa", "b", "\u00e9", "\ue000", "\uffee", "\ud83d\ude00", "\ud83d\ude01");
    for (String left : ordered) {
      for (String right : ordered) {
        assertThat(Integer.signum(ValueOrder.ASCENDING.compare(left, right)))
            .as("%s and %s", left, right)
            .isEqualTo(Integer.compare(ordered.indexOf(left), ordered.indexOf(right)));
      }
    }
  }
}
