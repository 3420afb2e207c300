package io.daybook.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schedule.Plan.Coming;
import io.daybook.schedule.Plan.Earliest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TestPlan {
  private static final List<Tenant> TENANTS =
      Stream.of("Australia/Sydney", "America/New_York", "UTC", "Asia/Kolkata", "America/Santiago")
          .map(zone -> new Tenant(zone, ZoneId.of(zone), true))
          .toList();
  private static final TenantZones ZONES =
      source -> TENANTS.stream().map(Tenant::zone).collect(Collectors.toSet());

  private static Plan plan(String rule) {
    return new Plan(ScheduleFixture.eachTenant("night", rule, CatchUp.LATEST), ZONES);
  }

  /** Every hour of a year: whoever looks, yesterday's report leaves before eight, day after day. */
  @Test
  void everyTenantsReportOfYesterdayLeavesBeforeEight() {
    Plan plan = plan("daily at 02:00");
    Set<String> days = new HashSet<>();
    Instant first = Instant.parse("2026-01-01T00:00:00Z");
    for (int hour = 0; hour < 365 * 24; hour++) {
      for (Earliest each :
          plan.earliest(TENANTS, first.plusSeconds(3600L * hour), Duration.ofHours(2))) {
        LocalDateTime leaves = LocalDateTime.ofInstant(each.leaves(), each.tenant().zone());
        assertThat(leaves.toLocalDate()).isEqualTo(each.day().plusDays(1));
        assertThat(leaves.toLocalTime()).isBefore(LocalTime.of(8, 0));
        assertThat(each.night()).isAfterOrEqualTo(each.closes());
        days.add(each.tenant().id() + each.day());
      }
    }
    assertThat(days).hasSizeGreaterThanOrEqualTo(365 * TENANTS.size());
  }

  @Test
  void aScheduleInOneZoneIsLateForOthers() {
    Plan plan =
        new Plan(ScheduleFixture.schedule("night", "daily at 02:00", CatchUp.LATEST), ZONES);
    List<Earliest> earliest =
        plan.earliest(TENANTS, Instant.parse("2026-06-01T12:00:00Z"), Duration.ZERO);
    assertThat(earliest)
        .filteredOn(each -> each.tenant().id().equals("Australia/Sydney"))
        .singleElement()
        .satisfies(each -> assertThat(each.day()).isEqualTo(LocalDate.parse("2026-06-01")))
        .satisfies(
            each -> assertThat(each.leaves()).isEqualTo(Instant.parse("2026-06-02T02:00:00Z")));
  }

  @Test
  void bringsZonesTogetherThatShareAnInstant() {
    TenantZones zones =
        source -> Set.of(ZoneId.of("Europe/Vienna"), ZoneId.of("Europe/Paris"), ZoneId.of("UTC"));
    List<Coming> next =
        new Plan(ScheduleFixture.eachTenant("night", "daily at 02:30", CatchUp.LATEST), zones)
            .next(Instant.parse("2026-03-28T12:00:00Z"), 3);
    assertThat(next)
        .extracting(Coming::instant)
        .containsExactly(
            Instant.parse("2026-03-29T01:00:00Z"),
            Instant.parse("2026-03-29T02:30:00Z"),
            Instant.parse("2026-03-30T00:30:00Z"));
    assertThat(next.get(0).times().keySet())
        .containsExactly(ZoneId.of("Europe/Paris"), ZoneId.of("Europe/Vienna"));
  }
}
