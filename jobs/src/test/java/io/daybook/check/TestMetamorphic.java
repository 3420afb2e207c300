package io.daybook.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.definition.SourceDefinition;
import io.daybook.fact.FactModel;
import io.daybook.fact.FactWarehouse;
import io.daybook.fact.ShopModel;
import io.daybook.fact.ShopRows;
import io.daybook.mart.MartModel;
import io.daybook.source.SourceModel;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be done to the rows of a source, and what must then become of every number. */
class TestMetamorphic {
  private static final long SEED = 20261121;
  private static final Instant AS_OF = Instant.parse("2026-04-30T00:00:00Z");

  @TempDir Path directory;

  private final SourceModel model = ShopModel.model();
  private final ShopRows rows = ShopRows.of(SEED);
  private List<FactModel> facts;
  private List<MartModel> marts;
  private int warehouses;

  @BeforeEach
  void writeModels() throws IOException {
    Path sql = directory.resolve("sql");
    facts = ShopModel.facts(sql);
    Path folder = Files.createDirectories(sql.resolve("shop/marts"));
    Files.writeString(
        folder.resolve("march.sql"),
        """
        select
            organization_id,
            created_local_date as day,
            count(*) as orders,
            count(distinct customer_name) as customers,
            sum(total) as total
        from facts.orders
        where tenant_is_live
            and created_local_date >= make_date(2026, 3, 1)
            and created_local_date < make_date(2026, 4, 1)
        group by organization_id, created_local_date
        """);
    Files.writeString(
        folder.resolve("march.yml"),
        """
        description: One row per tenant and day of March
        grain: [organization_id, day]
        columns:
          - {name: organization_id, type: text, meaning: tenant}
          - {name: day, type: date, meaning: the tenant's}
          - {name: orders, type: bigint, meaning: orders}
          - {name: customers, type: bigint, meaning: names of customers}
          - {name: total, type: 'decimal(18,2)', meaning: total, nullable: true}
        """);
    marts = SourceDefinition.load(sql, model).marts();
  }

  /** All rows of all facts, marts and counts of relations, sorted, by dataset. */
  private Map<String, List<List<Object>>> built(String engine, ShopRows given, int files) {
    Map<String, List<List<Object>>> built = new LinkedHashMap<>();
    Path place = directory.resolve("warehouse-" + warehouses++);
    try (FactWarehouse warehouse = new FactWarehouse(engine, place)) {
      given.putInto(warehouse, model, files);
      warehouse.build(facts);
      warehouse.build(marts, 1, AS_OF);
      for (FactModel fact : facts) {
        built.put(fact.dataset(), sorted(warehouse.rows("select * from " + fact.dataset())));
      }
      built.put("marts.march", sorted(warehouse.rows("select * from marts.march")));
      built.put(
          "relations",
          Relations.count(warehouse.engine(), model).stream().map(RelationCount::row).toList());
    }
    return built;
  }

  private static List<List<Object>> sorted(List<List<Object>> rows) {
    return rows.stream().sorted(Comparator.comparing(List::toString)).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 16})
  void neitherOrderNorFilesMatter(int files) {
    Map<String, List<List<Object>>> once = built("duckdb", rows, 1);
    assertThat(once).allSatisfy((name, all) -> assertThat(all).as(name).isNotEmpty());
    assertThat(built("duckdb", rows.permuted(SEED + files), files)).isEqualTo(once);
  }

  @Tag("slow")
  @Tag("promise")
  @Test
  void neitherOrderNorFilesNorTheEngineMatter() {
    assertThat(built("spark", rows.permuted(SEED), 16)).isEqualTo(built("duckdb", rows, 1));
  }

  @Test
  @Tag("slow")
  void noPermutationMatters() {
    for (String engine : List.of("duckdb", "spark")) {
      Map<String, List<List<Object>>> once = built(engine, rows, 1);
      for (int i = 0; i < 50; i++) {
        assertThat(built(engine, rows.permuted(SEED + i), 1 + i % 16))
            .as("%s, seed %d", engine, SEED + i)
            .isEqualTo(once);
      }
    }
  }

  @Test
  void twiceTheRowsAreTwiceTheNumbers() {
    requireTwiceTheNumbers("duckdb");
  }

  @Tag("slow")
  @Tag("promise")
  @Test
  void twiceTheRowsAreTwiceTheNumbersOnSpark() {
    requireTwiceTheNumbers("spark");
  }

  private void requireTwiceTheNumbers(String engine) {
    Map<String, List<List<Object>>> once = built(engine, rows, 1);
    Map<String, List<List<Object>>> twice = built(engine, rows.doubled(model), 1);
    for (FactModel fact : facts) {
      int factor = fact.name().equals("tenants") ? 1 : 2;
      List<List<Object>> before = once.get(fact.dataset());
      List<List<Object>> after = twice.get(fact.dataset());
      assertThat(after).as(fact.name()).hasSize(factor * before.size());
      for (int column = 0; column < fact.schema().columns().size(); column++) {
        String name = fact.schema().names().get(column);
        assertThat(sum(after, column))
            .as(fact.name() + "." + name)
            .isEqualTo(sum(before, column).multiply(BigDecimal.valueOf(factor)));
        boolean isKey = fact.grain().indexOf(name) > 0;
        assertThat(distinct(after, column))
            .as(fact.name() + "." + name)
            .isEqualTo((isKey ? 2 : 1) * distinct(before, column));
      }
    }
    List<List<Object>> before = once.get("relations");
    for (int i = 0; i < before.size(); i++) {
      List<Object> row = before.get(i);
      List<Object> now = twice.get("relations").get(i);
      for (int column = 3; column < row.size(); column++) {
        assertThat(now.get(column))
            .as(row.get(0) + " " + column)
            .isEqualTo(2 * (Long) row.get(column));
      }
    }
    List<List<Object>> march = once.get("marts.march");
    assertThat(twice.get("marts.march")).hasSameSizeAs(march);
    for (int i = 0; i < march.size(); i++) {
      List<Object> row = march.get(i);
      assertThat(twice.get("marts.march").get(i))
          .as("names are as they were, orders and money are double")
          .containsExactly(
              row.get(0),
              row.get(1),
              2 * (Long) row.get(2),
              row.get(3),
              ((BigDecimal) row.get(4)).multiply(BigDecimal.valueOf(2)));
    }
  }

  private static BigDecimal sum(List<List<Object>> rows, int column) {
    return rows.stream()
        .map(row -> row.get(column))
        .filter(BigDecimal.class::isInstance)
        .map(BigDecimal.class::cast)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static long distinct(List<List<Object>> rows, int column) {
    return rows.stream().map(row -> String.valueOf(row.get(column))).distinct().count();
  }

  @Test
  void whatLiesOutsideOfTheWindowChangesNothingInIt() {
    // In Sydney it is April already.
    Instant after = Instant.parse("2026-03-31T13:00:00Z");
    BigDecimal much = new BigDecimal("9999.99");
    ShopRows outside = rows.plus("orders", "syd", "late", "n", "c1", null, "p0", much, after, null);
    List<List<Object>> march = built("duckdb", rows, 1).get("marts.march");
    assertThat(march).isNotEmpty();
    assertThat(built("duckdb", outside, 1).get("marts.march")).isEqualTo(march);

    ShopRows inside =
        rows.plus(
            "orders", "syd", "late", "n", "c1", null, "p0", much, after.minusSeconds(1), null);
    assertThat(built("duckdb", inside, 1).get("marts.march")).isNotEqualTo(march);
  }

  @Test
  void namesChangeNoNumber() {
    Map<String, List<List<Object>>> open = built("duckdb", rows, 1);
    Map<String, List<List<Object>>> hidden = built("duckdb", rows.anonymised(model), 1);
    assertThat(hidden.get("facts.orders")).isNotEqualTo(open.get("facts.orders"));
    assertThat(hidden.get("marts.march")).isEqualTo(open.get("marts.march"));
    assertThat(hidden.get("relations")).isEqualTo(open.get("relations"));
  }
}
