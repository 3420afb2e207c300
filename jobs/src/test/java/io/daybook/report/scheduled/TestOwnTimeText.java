package io.daybook.report.scheduled;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.calendar.Timetable;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestOwnTimeText {
  /** As for the zone of a tenant, or of a schedule's file. */
  @ParameterizedTest
  @ValueSource(strings = {"Asia/Kolkata", "asia/kolkata", " Asia/Kolkata "})
  void findsTheZoneWhateverItsCaseAndTheBlanksAroundIt(String zone) {
    assertThat(OwnTime.read("0 8 * * 1", zone).timetable())
        .map(Timetable::zone)
        .contains(ZoneId.of("Asia/Kolkata"));
  }

  @Test
  void takesAnOffsetForNoZone() {
    assertThat(OwnTime.read("0 8 * * 1", "UTC+10").problem())
        .contains(
            "its own schedule is not followed, its frequency is: timezone: UTC+10 is not a region"
                + " such as Australia/Sydney");
    assertThat(OwnTime.read("0 8 * * 1", null).problem()).isPresent();
  }
}
