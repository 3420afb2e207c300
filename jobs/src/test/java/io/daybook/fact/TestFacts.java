package io.daybook.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.definition.SourceDefinition;
import io.daybook.engine.Engines;
import io.daybook.source.PolymorphicRelation;
import io.daybook.source.SourceModel;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class TestFacts {
  static final List<String> NAMES = Engines.NAMES;

  private static final SourceModel MODEL = ShopModel.model();
  private static final Instant EARLIER = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path directory;

  @ParameterizedTest
  @FieldSource("NAMES")
  void joinsOnTenantAndKeyAndKeepsEveryRow(String engine) {
    try (FactWarehouse warehouse = new FactWarehouse(engine, directory)) {
      tenants(warehouse);
      warehouse.raw(
          MODEL,
          "customers",
          "organization_id, id, name, parent_id, deleted_at",
          row("syd", "c1", "Ann", "c2", null),
          row("syd", "c2", "Bob", "c2", EARLIER),
          row("syd", "c4", "Dee", "c1", null),
          row("ny", "c1", "Carl", null, null),
          row("ny", "c3", "Eve", null, null));
      warehouse.raw(MODEL, "plans", "id, name", row("p1", "Gold"));
      warehouse.raw(
          MODEL,
          "orders",
          "organization_id, id, number, customer_id, billing_id, plan_id, total",
          row("syd", "o1", "same id in two tenants", "c1", "c2", "p1", new BigDecimal("1.50")),
          row("ny", "o1", "same id in two tenants", "c1", null, "p1", new BigDecimal("2.00")),
          row("syd", "o2", "parent of another tenant", "c3", "c1", null, BigDecimal.ONE),
          row("syd", "o3", "orphan", "c9", "c9", "p9", BigDecimal.ONE),
          row("gone", "o4", "deleted tenant", null, null, null, BigDecimal.ONE),
          row("nobody", "o5", "unknown tenant", null, null, null, BigDecimal.ONE),
          row(null, "o6", "no tenant", null, null, null, BigDecimal.ONE));
      warehouse.raw(
          MODEL,
          "lines",
          "id, order_id, amount",
          row("l1", "o2", BigDecimal.ONE),
          row("l2", "o1", BigDecimal.ONE),
          row("l3", "o9", BigDecimal.ONE),
          row("l4", null, BigDecimal.ONE));
      warehouse.raw(
          MODEL,
          "notes",
          "id, line_id, author_id",
          row("n1", "l1", "c4"),
          row("n2", "l1", "c3"),
          row("n3", "l3", "c4"));
      warehouse.raw(
          MODEL,
          "plan_prices",
          "id, plan_id, created_at",
          row("pp1", "p1", Instant.parse("2026-03-28T18:30:00Z")));
      warehouse.build(ShopModel.facts(directory.resolve("sql")));

      assertThat(
              warehouse.rows(
                  """
                  select organization_id, tenant_is_live, id, customer_name, customer_is_deleted,
                      payer_name, payer_is_deleted, group_name, group_is_deleted, plan_name
                  from facts.orders
                  order by id, organization_id"""))
          .containsExactly(
              Arrays.asList("ny", true, "o1", "Carl", false, null, null, null, null, "Gold"),
              Arrays.asList("syd", true, "o1", "Ann", false, "Bob", true, "Bob", true, "Gold"),
              Arrays.asList("syd", true, "o2", null, null, "Ann", false, null, null, null),
              Arrays.asList("syd", true, "o3", null, null, null, null, null, null, null),
              Arrays.asList("gone", false, "o4", null, null, null, null, null, null, null),
              Arrays.asList("(unassigned)", false, "o5", null, null, null, null, null, null, null),
              Arrays.asList("(unassigned)", false, "o6", null, null, null, null, null, null, null));
      // o1 is an id of two tenants, so a line that knows no more than the id belongs to neither.
      assertThat(
              warehouse.rows(
                  "select organization_id, id, order_number from facts.lines order by id"))
          .containsExactly(
              Arrays.asList("syd", "l1", "parent of another tenant"),
              Arrays.asList("(unassigned)", "l2", null),
              Arrays.asList("(unassigned)", "l3", null),
              Arrays.asList("(unassigned)", "l4", null));
      assertThat(
              warehouse.rows(
                  "select organization_id, id, line_amount, author_name from facts.notes"
                      + " order by id"))
          .containsExactly(
              Arrays.asList("syd", "n1", new BigDecimal("1.00"), "Dee"),
              Arrays.asList("syd", "n2", new BigDecimal("1.00"), null),
              Arrays.asList("(unassigned)", "n3", null, null));
      assertThat(warehouse.rows("select * from facts.plan_prices"))
          .containsExactly(List.of("(global)", false, "pp1", "Gold", LocalDate.of(2026, 3, 29)));
    }
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void followsEachBranchOfWhatNamesItsTable(String engine) {
    Path sql = directory.resolve("sql");
    ShopModel.write(
        sql,
        "facts/events.yml",
        """
        description: One row per event
        base: events
        columns: [id]
        paths:
            - path: entity_agents as agent
              columns: [id]
            - path: entity_plans as plan
              columns: [name]
            - path: entity_lines.order as order
              columns: [number]
        """);
    try (FactWarehouse warehouse = new FactWarehouse(engine, directory)) {
      tenants(warehouse);
      warehouse.raw(
          MODEL,
          "agents",
          "id, organization_id, deleted_at",
          row("x1", "syd", null),
          row("x2", "syd", EARLIER),
          row("x3", "ny", null));
      warehouse.raw(MODEL, "plans", "id, name", row("x1", "Gold"));
      warehouse.raw(
          MODEL,
          "orders",
          "organization_id, id, number",
          row("syd", "o1", "1"),
          row("ny", "o2", "2"));
      warehouse.raw(MODEL, "lines", "id, order_id", row("x1", "o1"), row("x2", "o2"));
      warehouse.raw(
          MODEL,
          "events",
          "id, organization_id, entity_type, entity_id",
          row("v1", "syd", "agent", "x1"),
          row("v2", "syd", "AGENT", "x2"),
          row("v3", "syd", "agent", "x3"),
          row("v4", "syd", "plan", "x1"),
          row("v5", "syd", "line", "x1"),
          row("v6", "syd", "line", "x2"),
          row("v7", "syd", "robot", "x1"),
          row("v8", "syd", null, "x1"),
          row("v9", "syd", " Agent  ", "x1"));
      warehouse.build(SourceDefinition.load(sql, MODEL).facts());
      assertThat(
              warehouse.rows(
                  "select id, agent_id, agent_is_deleted, plan_name, order_number from facts.events"
                      + " order by id"))
          .as("one of another tenant is not found, nor what another table's key means")
          .containsExactly(
              Arrays.asList("v1", "x1", false, null, null),
              Arrays.asList("v2", "x2", true, null, null),
              Arrays.asList("v3", null, null, null, null),
              Arrays.asList("v4", null, null, "Gold", null),
              Arrays.asList("v5", null, null, null, "1"),
              Arrays.asList("v6", null, null, null, null),
              Arrays.asList("v7", null, null, null, null),
              Arrays.asList("v8", null, null, null, null),
              Arrays.asList("v9", "x1", false, null, null));
    }
  }

  /** Every letter that has a small one, as a word begins with it and as it ends with it. */
  @ParameterizedTest
  @FieldSource("NAMES")
  void comparesWrittenTypesByOneWordOnEveryEngine(String engine) {
    List<String> types =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(point -> Character.toLowerCase(point) != point)
            .mapToObj(Character::toString)
            .flatMap(letter -> Stream.of(" " + letter + "a", "A" + letter + "  "))
            .toList();
    assertThat(types).hasSizeGreaterThan(2000);
    try (FactWarehouse warehouse = new FactWarehouse(engine, directory)) {
      warehouse.raw(
          MODEL,
          "events",
          "id, entity_type",
          types.stream().map(type -> row(type, type)).toArray(Object[][]::new));
      List<List<Object>> words =
          warehouse.rows(
              "select id, %s from raw.events".formatted(PolymorphicRelation.wordOf("entity_type")));
      assertThat(words).hasSameSizeAs(types);
      assertThat(words)
          .allSatisfy(
              each ->
                  assertThat(each.get(1))
                      .isEqualTo(PolymorphicRelation.word((String) each.get(0))));
    }
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void knowsTheDayOfAnInstantInTheTenantsZone(String engine) {
    try (FactWarehouse warehouse = new FactWarehouse(engine, directory)) {
      tenants(warehouse);
      warehouse.emptyRaw(MODEL, List.of("organizations", "orders"));
      warehouse.raw(
          MODEL,
          "orders",
          "organization_id, id, created_at",
          row("syd", "a just before midnight", Instant.parse("2026-01-09T12:59:59.999999Z")),
          row("syd", "b midnight", Instant.parse("2026-01-09T13:00:00Z")),
          row("syd", "c before the clock goes back", Instant.parse("2026-04-04T15:59:59.999999Z")),
          row("syd", "d after the clock went back", Instant.parse("2026-04-04T16:00:00Z")),
          row("syd", "e the last of the long day", Instant.parse("2026-04-05T13:59:59.999999Z")),
          row("syd", "f the day after", Instant.parse("2026-04-05T14:00:00Z")),
          row("ny", "g spring forward", Instant.parse("2026-03-09T03:59:59.999999Z")),
          row("ny", "h the day after", Instant.parse("2026-03-09T04:00:00Z")),
          row("free", "i zone that is none", Instant.parse("2026-01-09T18:30:00Z")),
          row("none", "j no zone", Instant.parse("2026-01-09T18:29:59.999999Z")),
          row("nobody", "k unknown tenant", Instant.parse("2026-01-09T18:30:00Z")),
          row("syd", "l long ago", Instant.parse("1950-06-30T14:00:00Z")),
          row("syd", "m far ahead", Instant.parse("2090-01-09T13:00:00Z")),
          row("syd", "n turn of the year", Instant.parse("2025-12-31T23:59:59.999999Z")),
          row("syd", "o never", null));
      warehouse.build(ShopModel.facts(directory.resolve("sql")));
      assertThat(
              warehouse.rows("select id, created_local_date from facts.orders order by id").stream()
                  .map(each -> each.get(0).toString().charAt(0) + " " + each.get(1)))
          .containsExactly(
              "a 2026-01-09",
              "b 2026-01-10",
              "c 2026-04-05",
              "d 2026-04-05",
              "e 2026-04-05",
              "f 2026-04-06",
              "g 2026-03-08",
              "h 2026-03-09",
              "i 2026-01-10",
              "j 2026-01-09",
              "k 2026-01-10",
              "l 1950-07-01",
              "m 2090-01-10",
              "n 2026-01-01",
              "o null");
      assertThat(
              warehouse.rows(
                  "select organization_id, zone_text, zone, is_zone_valid, is_live"
                      + " from facts.tenants order by organization_id"))
          .containsExactly(
              Arrays.asList("east", "EST", "EST", true, true),
              Arrays.asList("free", "UTC+10", "Asia/Kolkata", false, true),
              Arrays.asList("gone", "UTC", "UTC", true, false),
              Arrays.asList("late", " australia/SYDNEY\n", "Australia/Sydney", true, true),
              Arrays.asList("none", null, "Asia/Kolkata", false, true),
              Arrays.asList("ny", "America/New_York", "America/New_York", true, true),
              Arrays.asList("syd", "Australia/Sydney", "Australia/Sydney", true, true));
    }
  }

  private static void tenants(FactWarehouse warehouse) {
    warehouse.raw(
        MODEL,
        "organizations",
        "id, timezone, deleted_at",
        row("syd", "Australia/Sydney", null),
        row("ny", "America/New_York", null),
        row("free", "UTC+10", null),
        row("east", "EST", null),
        row("late", " australia/SYDNEY\n", null),
        row("none", null, null),
        row("gone", "UTC", EARLIER));
  }

  private static Object[] row(Object... values) {
    return values;
  }
}
