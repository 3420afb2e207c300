package io.daybook.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.engine.Engines;
import io.daybook.source.SourceModel;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The business day of a row, in the zones whose clocks are the strangest. */
class TestLocalDays {
  static final List<String> NAMES = Engines.NAMES;

  private static final List<String> ZONES =
      List.of(
          "America/Bahia_Banderas",
          "Europe/Vilnius",
          "Asia/Kathmandu",
          "Australia/Lord_Howe",
          "Pacific/Apia",
          "America/Santiago",
          "America/Havana",
          "Pacific/Chatham",
          "America/Vancouver",
          "America/Coyhaique",
          "EST",
          "Asia/Tehran");

  private static final SourceModel MODEL = ShopModel.model();

  @TempDir Path directory;

  /** Rows at every midnight and every change of the clock, and a microsecond to both sides. */
  @ParameterizedTest
  @FieldSource("NAMES")
  void putsEveryRowIntoOneDayOfItsTenant(String engine) {
    List<Object[]> orders = new ArrayList<>();
    Map<String, LocalDate> expected = new TreeMap<>();
    for (String zone : ZONES) {
      for (Instant at : moments(ZoneId.of(zone))) {
        String id = zone + " " + at;
        orders.add(new Object[] {zone, id, at});
        expected.put(id, LocalDate.ofInstant(at, ZoneId.of(zone)));
      }
    }
    try (FactWarehouse warehouse = new FactWarehouse(engine, directory)) {
      build(warehouse, orders);
      Map<String, LocalDate> days = new TreeMap<>();
      warehouse
          .rows("select id, created_local_date from facts.orders")
          .forEach(row -> days.put((String) row.get(0), (LocalDate) row.get(1)));
      assertThat(days).hasSizeGreaterThan(12_000).isEqualTo(expected);
      assertThat(warehouse.rows("select count(*) from facts.orders"))
          .containsExactly(List.of((long) orders.size()));
    }
    assertThat(expected.get("Pacific/Apia 2011-12-30T10:00:00Z"))
        .as("30 December 2011 was no day in Samoa")
        .isEqualTo(LocalDate.of(2011, 12, 31));
  }

  private static Set<Instant> moments(ZoneId zone) {
    Set<Instant> moments = new TreeSet<>();
    for (int year : new int[] {2011, 2026}) {
      LocalDate first = LocalDate.of(year, 1, 1);
      first
          .datesUntil(first.plusYears(1))
          .map(day -> day.atStartOfDay(zone).toInstant())
          .forEach(at -> around(at, moments));
      Instant end = first.plusYears(1).atStartOfDay(zone).toInstant();
      ZoneOffsetTransition change =
          zone.getRules().nextTransition(first.atStartOfDay(zone).toInstant());
      while (change != null && change.getInstant().isBefore(end)) {
        around(change.getInstant(), moments);
        change = zone.getRules().nextTransition(change.getInstant());
      }
    }
    return moments;
  }

  private static void around(Instant at, Set<Instant> moments) {
    moments.add(at.minusNanos(1_000));
    moments.add(at);
    moments.add(at.plusNanos(1_000));
  }

  /**
   * British Columbia has kept UTC-7 since 2026b. By the rules before, an order of half past
   * midnight would be the day before's.
   */
  @ParameterizedTest
  @FieldSource("NAMES")
  void followsTheRulesThatItIsGiven(String engine) {
    Instant halfPastMidnight = Instant.parse("2026-11-21T07:30:00Z");
    SortedMap<String, ZoneRules> before = new TreeMap<>(ZoneOffsets.inForce().zones());
    before.put("America/Vancouver", withWinter());
    assertThat(day(engine, "new", ZoneOffsets.inForce(), halfPastMidnight))
        .isEqualTo(LocalDate.of(2026, 11, 21));
    assertThat(day(engine, "old", new ZoneOffsets("2025b", before), halfPastMidnight))
        .isEqualTo(LocalDate.of(2026, 11, 20));
  }

  private static ZoneRules withWinter() {
    ZoneOffset summer = ZoneOffset.ofHours(-7);
    ZoneOffset winter = ZoneOffset.ofHours(-8);
    return ZoneRules.of(
        winter,
        summer,
        List.of(),
        List.of(ZoneOffsetTransition.of(LocalDateTime.parse("2026-11-01T02:00"), summer, winter)),
        List.of());
  }

  private LocalDate day(String engine, String name, ZoneOffsets zones, Instant at) {
    try (FactWarehouse warehouse = new FactWarehouse(engine, directory.resolve(name), zones)) {
      build(warehouse, List.<Object[]>of(new Object[] {"America/Vancouver", "an order", at}));
      return (LocalDate)
          warehouse.rows("select created_local_date from facts.orders").get(0).get(0);
    }
  }

  private void build(FactWarehouse warehouse, List<Object[]> orders) {
    warehouse.raw(
        MODEL,
        "organizations",
        "id, timezone, deleted_at",
        ZONES.stream().map(zone -> new Object[] {zone, zone, null}).toArray(Object[][]::new));
    warehouse.emptyRaw(MODEL, List.of("organizations", "orders"));
    warehouse.raw(
        MODEL, "orders", "organization_id, id, created_at", orders.toArray(Object[][]::new));
    warehouse.build(ShopModel.facts(directory.resolve("sql")));
  }
}
