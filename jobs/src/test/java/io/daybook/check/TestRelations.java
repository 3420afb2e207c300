package io.daybook.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.engine.Engines;
import io.daybook.fact.FactWarehouse;
import io.daybook.fact.ShopModel;
import io.daybook.source.SourceModel;
import io.daybook.warehouse.CheckOutcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
      assertThat(Relations.outcomes(counts))
          .contains(new CheckOutcome("relations.orders.billing_id.cross_tenant", false, 1));
    }
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
