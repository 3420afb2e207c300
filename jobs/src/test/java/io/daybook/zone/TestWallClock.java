package io.daybook.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestWallClock {
  @ParameterizedTest
  @CsvSource({
    "America/New_York, 2026-03-08T01:59:59.999999, 2026-03-08T06:59:59.999999Z",
    "America/New_York, 2026-03-08T02:00, 2026-03-08T07:00:00Z",
    "America/New_York, 2026-03-08T02:30, 2026-03-08T07:00:00Z",
    "America/New_York, 2026-03-08T02:59:59.999999, 2026-03-08T07:00:00Z",
    "America/New_York, 2026-03-08T03:00, 2026-03-08T07:00:00Z",
    "America/New_York, 2026-03-08T03:00:00.000001, 2026-03-08T07:00:00.000001Z",
    "America/New_York, 2026-11-01T00:59:59, 2026-11-01T04:59:59Z",
    "America/New_York, 2026-11-01T01:00, 2026-11-01T05:00:00Z",
    "America/New_York, 2026-11-01T01:59:59.999999, 2026-11-01T05:59:59.999999Z",
    "America/New_York, 2026-11-01T02:00, 2026-11-01T07:00:00Z",
    "Australia/Lord_Howe, 2026-04-05T01:45, 2026-04-04T14:45:00Z",
    "Australia/Lord_Howe, 2026-04-05T02:00, 2026-04-04T15:30:00Z",
    "Australia/Lord_Howe, 2026-10-04T02:15, 2026-10-03T15:30:00Z",
    "Australia/Lord_Howe, 2026-10-04T02:30, 2026-10-03T15:30:00Z",
    "Pacific/Apia, 2011-12-30T12:00, 2011-12-30T10:00:00Z",
    "America/Vancouver, 1850-06-01T00:00, 1850-06-01T08:00:00Z",
    "Asia/Tokyo, 0001-01-01T00:00, 0001-01-01T00:00:00Z",
    "America/Vancouver, 9999-12-31T23:59:59.999999, 9999-12-31T23:59:59.999999Z"
  })
  void takesTheFirstInstantAfterAGapAndTheFirstOfTwo(
      String zone, LocalDateTime shown, Instant expected) {
    assertThat(instant(WallClock.of(Zones.rules(zone)), shown)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "America/Vancouver",
        "Australia/Sydney",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "Asia/Kathmandu",
        "UTC"
      })
  void isJavasWhereClocksShowATimeOnce(String zone) {
    ZoneRules rules = Zones.rules(zone);
    WallClock clock = WallClock.of(rules);
    LocalDateTime shown = LocalDate.of(1950, 1, 1).atTime(0, 7);
    for (int i = 0; i < 30_000; i++, shown = shown.plusHours(31).plusMinutes(11)) {
      if (rules.getValidOffsets(shown).size() == 1) {
        assertThat(instant(clock, shown)).isEqualTo(shown.toInstant(rules.getOffset(shown)));
      }
    }
  }

  @Test
  void spansJoinUp() {
    for (String zone : Zones.names()) {
      WallClock.Span before = null;
      for (WallClock.Span each : WallClock.of(Zones.rules(zone)).spans()) {
        assertThat(each.from()).as(zone).isBefore(each.to());
        assertThat(before == null ? each.from() : before.to()).as(zone).isEqualTo(each.from());
        before = each;
      }
    }
  }

  private static Instant instant(WallClock clock, LocalDateTime shown) {
    Instant asIfUtc = shown.toInstant(ZoneOffset.UTC);
    long micros = asIfUtc.getEpochSecond() * 1_000_000 + asIfUtc.getNano() / 1_000;
    return Instant.EPOCH.plus(clock.instant(micros), ChronoUnit.MICROS);
  }
}
