package io.daybook.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TestZoneOffsets {
  private final ZoneOffsets zones = ZoneOffsets.inForce();
  private final Map<String, List<List<Object>>> byZone =
      zones.rows().stream().collect(Collectors.groupingBy(row -> (String) row.get(0)));

  @Test
  void putsEveryInstantInOneRange() {
    for (List<List<Object>> rows : byZone.values()) {
      assertThat(rows.get(0).get(1)).isEqualTo(Instant.parse("0001-01-01T00:00:00Z"));
      for (int i = 1; i < rows.size(); i++) {
        assertThat(rows.get(i).get(1)).isEqualTo(rows.get(i - 1).get(2));
        assertThat((Instant) rows.get(i).get(1)).isBefore((Instant) rows.get(i).get(2));
      }
      assertThat(rows.get(rows.size() - 1).get(2)).isEqualTo(Instant.parse("9999-12-31T00:00:00Z"));
    }
  }

  @Test
  void agreesWithJavaFrom1900To2100AndNamesThePiece() {
    Random random = new Random(7);
    long first = Instant.parse("1900-01-01T00:00:00Z").getEpochSecond();
    long last = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();
    byZone.forEach(
        (zone, rows) -> {
          TreeMap<Instant, List<Object>> ranges = new TreeMap<>();
          rows.forEach(row -> ranges.put((Instant) row.get(1), row));
          for (int i = 0; i < 200; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextLong(first, last));
            List<Object> range = ranges.floorEntry(instant).getValue();
            int year = instant.atOffset(ZoneOffset.UTC).getYear();
            assertThat(range.get(3))
                .isEqualTo(ZoneId.of(zone).getRules().getOffset(instant).getTotalSeconds());
            assertThat(range.get(4)).isEqualTo(Math.max(1999, Math.min(2050, year)));
          }
        });
  }

  @Test
  void holdsEveryNameOfTheTzDatabaseAndNothingElse() {
    assertThat(zones.version()).matches("\\d{4}z*[a-z]");
    assertThat(byZone.keySet()).hasSizeGreaterThan(590).isEqualTo(zones.zones().keySet());
    assertThat(byZone.keySet())
        .contains("Australia/Sydney", "UTC", "Asia/Calcutta", "Etc/GMT-10", "EST", "MST", "HST")
        .contains("ROC", "America/Coyhaique")
        .doesNotContain("UTC+10", "+10:00", "SystemV/EST5", "AEST", "Factory", "");
  }
}
