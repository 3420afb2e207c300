package io.daybook.check;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.engine.Engines;
import io.daybook.fact.FactWarehouse;
import io.daybook.fact.ShopModel;
import io.daybook.source.SourceModel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class TestRelations {
  static final List<String> NAMES = Engines.NAMES;

  private static final SourceModel MODEL = ShopModel.model();

  @TempDir Path directory;

  @ParameterizedTest
  @FieldSource("NAMES")
  void countsOrphansAndReferencesAcrossTenants(String engine) {
    try (FactWarehouse warehouse = new FactWarehouse(engine, directory)) {
      warehouse.raw(MODEL, "organizations", "id", row("a"), row("b"));
      warehouse.raw(MODEL, "plans", "id", row("p1"));
      warehouse.raw(
          MODEL,
          "customers",
          "organization_id, id, parent_id, deleted_at",
          row("a", "both", null, null),
          row("b", "both", "both", null),
          row("a", "only a", "both", Instant.parse("2026-01-01T00:00:00Z")),
          row("b", "only b", "only a", null),
          row("x", "of no tenant", "nowhere", null));
      warehouse.raw(
          MODEL,
          "orders",
          "organization_id, id, customer_id, billing_id, plan_id",
          row("a", "o1", "both", "only a", "p1"),
          row("b", "o2", "both", "only a", "p9"),
          row("b", "o3", "nowhere", null, null),
          row(null, "o4", "both", null, null));
      warehouse.raw(MODEL, "lines", "id, order_id", row("l1", "o1"), row("l2", "o2"));
      warehouse.raw(
          MODEL,
          "notes",
          "id, line_id, author_id",
          row("n1", "l1", "only a"),
          row("n2", "l1", "only b"),
          row("n3", "l3", "both"));
      warehouse.emptyRaw(
          MODEL, List.of("organizations", "plans", "customers", "orders", "lines", "notes"));
      List<RelationCount> counts = Relations.count(warehouse.engine(), MODEL);
      assertThat(counts.stream().map(TestRelations::text))
          .contains(
              "customers.parent_id -> customers.id 5: 4 referenced 1 orphaned 1 cross 0 deleted",
              "customers.organization_id -> organizations.id 5: 5 referenced 1 orphaned 0 cross 0 deleted",
              "orders.customer_id -> customers.id 4: 4 referenced 1 orphaned 1 cross 0 deleted",
              "orders.billing_id -> customers.id 4: 2 referenced 0 orphaned 1 cross 1 deleted",
              "orders.plan_id -> plans.id 4: 2 referenced 1 orphaned 0 cross 0 deleted",
              "lines.order_id -> orders.id 2: 2 referenced 0 orphaned 0 cross 0 deleted",
              "notes.line_id -> lines.id 3: 3 referenced 1 orphaned 0 cross 0 deleted",
              "notes.author_id -> customers.id 3: 3 referenced 0 orphaned 2 cross 1 deleted",
              "plan_prices.plan_id -> plans.id 0: 0 referenced 0 orphaned 0 cross 0 deleted");
      assertThat(found(warehouse, counts))
          .contains(
              "relations.orders.billing_id.cross_tenant 1 [organization_id=b id=o2]",
              "relations.customers.organization_id.orphaned 1 [organization_id=x id=of no tenant]",
              "relations.notes.author_id.cross_tenant 2 [id=n2, id=n3]");
    }
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void countsWhatEachRowNamesSoThatTheOutcomesAddUp(String engine) {
    try (FactWarehouse warehouse = new FactWarehouse(engine, directory)) {
      Instant deleted = Instant.parse("2026-01-01T00:00:00Z");
      warehouse.raw(MODEL, "organizations", "id", row("a"), row("b"));
      warehouse.raw(MODEL, "plans", "id", row("1"));
      warehouse.raw(
          MODEL,
          "agents",
          "organization_id, id, deleted_at",
          row("a", "1", null),
          row("b", "2", null),
          row("a", "3", deleted));
      warehouse.raw(MODEL, "tickets", "organization_id, id", row("a", "1"));
      warehouse.raw(MODEL, "orders", "organization_id, id", row("a", "1"));
      warehouse.raw(MODEL, "lines", "id, order_id", row("1", "1"), row("2", "gone"));
      warehouse.raw(
          MODEL,
          "events",
          "organization_id, id, entity_type, entity_id",
          row("a", "e1", "agent", "1"),
          row("a", "e2", "ticket", "1"),
          row("a", "e3", "plan", "1"),
          row("b", "e4", "organization", "a"),
          row("a", "e5", "line", "1"),
          row("a", "e6", "agent", "2"),
          row("a", "e7", "line", "2"),
          row("a", "e8", "agent", "3"),
          row("a", "e9", "agent", "9"),
          row("a", "e10", "ticket", "2"),
          row("a", "e11", "Agent", "1"),
          row("a", "e12", "shop.tickets", "1"),
          row("a", "e13", null, "1"),
          row("a", "e14", null, null),
          row("a", "e15", "ticket", null),
          row("a", "e16", "TICKET ", "2"),
          row("b", "e17", "  aGent", "1"),
          row("a", "e18", "agent\t", "1"),
          row("a", "e19", "agent\u00a0", "1"),
          row("a", "e20", "AGENTÉ", "1"),
          row("a", "e21", "LİNE", "1"));
      warehouse.emptyRaw(
          MODEL,
          List.of("organizations", "plans", "agents", "tickets", "orders", "lines", "events"));
      List<RelationCount> counts = Relations.count(warehouse.engine(), MODEL);
      RelationCount count =
          counts.stream().filter(RelationCount::isPolymorphic).findFirst().orElseThrow();
      assertThat(count)
          .isEqualTo(
              new RelationCount(
                  "events.entity_id -> by entity_type",
                  "events",
                  "by entity_type",
                  21,
                  19,
                  3,
                  3,
                  1,
                  5));
      assertThat(count.resolved()).isEqualTo(7);
      assertThat(count.none()).isEqualTo(2);
      assertThat(found(warehouse, counts))
          .contains(
              "relations.events.entity_id.orphaned 3 [organization_id=a id=e10, organization_id=a id=e16, organization_id=a id=e9]",
              "relations.events.entity_id.cross_tenant 3 [organization_id=a id=e6, organization_id=a id=e7, organization_id=b id=e17]",
              "relations.events.entity_id.unmapped_type 5 [organization_id=a id=e12, organization_id=a id=e13, organization_id=a id=e18, organization_id=a id=e19, organization_id=a id=e20]");
      Map<String, Long> rows =
          counts.stream()
              .collect(toMap(RelationCount::child, RelationCount::rows, (one, same) -> one));
      assertThat(Relations.count(warehouse.engine(), MODEL, rows))
          .as("with rows that somebody has counted")
          .isEqualTo(counts);
    }
  }

  /** What the checks of relations found, with keys of the rows. */
  private static List<String> found(FactWarehouse warehouse, List<RelationCount> counts) {
    List<CheckResult> results =
        CheckRunner.withKeys(warehouse.engine(), Relations.results(MODEL, counts), List.of());
    assertThat(results)
        .allSatisfy(
            each ->
                assertThat(each.sample())
                    .hasSize((int) Math.min(each.findings(), CheckRunner.SAMPLE_ROWS)));
    return results.stream()
        .map(each -> each.check().name() + " " + each.findings() + " " + each.sample())
        .toList();
  }

  private static String text(RelationCount count) {
    return "%s %d: %d referenced %d orphaned %d cross %d deleted"
        .formatted(
            count.relation(),
            count.rows(),
            count.referenced(),
            count.orphaned(),
            count.crossTenant(),
            count.deletedParent());
  }

  private static Object[] row(Object... values) {
    return values;
  }
}
