package io.daybook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TestRetryTimes {
  private static final Instant FIRST = Instant.parse("2026-11-21T02:00:00Z");
  private static final Duration DAY = Duration.ofHours(24);

  @Test
  void triesAfterFiveThirtyAndSixtyMinutesThenEveryHourForADay() {
    List<Long> minutes = new ArrayList<>();
    Optional<Instant> next = RetryTimes.next(FIRST, FIRST, DAY);
    while (next.isPresent()) {
      minutes.add(Duration.between(FIRST, next.orElseThrow()).toMinutes());
      next = RetryTimes.next(FIRST, next.orElseThrow(), DAY);
    }
    assertThat(minutes).startsWith(5L, 30L, 60L, 120L, 180L).endsWith(1380L, 1440L).hasSize(26);
  }

  @Test
  void leavesOutTheTimesThatHavePassed() {
    assertThat(RetryTimes.next(FIRST, FIRST.plus(Duration.ofMinutes(200)), DAY))
        .contains(FIRST.plus(Duration.ofMinutes(240)));
    assertThat(RetryTimes.next(FIRST, FIRST.plus(Duration.ofHours(25)), DAY)).isEmpty();
  }
}
