package io.daybook.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.definition.SourceDefinition;
import io.daybook.engine.Engines;
import io.daybook.source.Relation;
import io.daybook.source.SourceColumn;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.source.Tenancy;
import io.daybook.source.TenantRule;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Every way of up to six steps along a map of references that has circles and tables without a
 * tenant column. Of each way, each step in turn leads from tenant a to a row that only b has.
 */
class TestPathsAstray {
  static final List<String> NAMES = Engines.NAMES;

  private static final int DEPTH = 6;
  private static final SourceModel MODEL = model();

  @TempDir Path directory;

  /** Rows of the raw tables, values in the order of their columns. */
  private final Map<String, List<Object[]>> rows = new LinkedHashMap<>();

  /**
   * A way, and the step that leads astray.
   *
   * @param hop 1 for the first step
   */
  private record Walk(List<Relation> way, int hop) {
    private boolean saysTenant() {
      Relation step = way.get(hop - 1);
      SourceTable child = MODEL.table(step.table()).orElseThrow();
      return child.tenancy() instanceof Tenancy.Via via && via.relation().equals(step.name());
    }

    /** Whose the row is that a tenant's walk comes to after these steps. */
    private String owner(String tenant, int steps) {
      return steps < hop ? tenant : "b";
    }

    /** Both tenants use the same ids; but a line and its order are one tenant's alone. */
    private String id(String owner, int steps) {
      String table = steps == 0 ? way.get(0).table() : way.get(steps - 1).parent();
      String id = column(way) + "_astray" + hop + "_" + steps;
      return List.of("lines", "orders").contains(table) ? owner + "_" + id : id;
    }
  }

  private static SourceModel model() {
    Tenancy own = new Tenancy.Own("organization_id");
    Map<String, SourceTable> tables = new LinkedHashMap<>();
    Stream.of(
            ShopModel.table("organizations", "id timezone:text", new Tenancy.Own("id")),
            ShopModel.table(
                "accounts", "organization_id id name:text lead_id", own, "lead_id people"),
            ShopModel.table(
                "people",
                "organization_id id name:text account_id boss_id",
                own,
                "account_id accounts",
                "boss_id people"),
            ShopModel.table(
                "orders", "organization_id id name:text account_id", own, "account_id accounts"),
            ShopModel.table(
                "lines",
                "id name:text order_id person_id",
                new Tenancy.Via("order"),
                "order_id orders",
                "person_id people"),
            ShopModel.table("notes", "organization_id id name:text line_id", own, "line_id lines"))
        .forEach(table -> tables.put(table.name(), table));
    TenantRule rule =
        new TenantRule(
            "organizations",
            "id",
            "organization_id",
            Optional.of("timezone"),
            ZoneId.of("UTC"),
            Optional.empty());
    return new SourceModel("shop", List.of("public"), rule, tables, Map.of(), "");
  }

  private static List<List<Relation>> ways(String base) {
    List<List<Relation>> ways = new ArrayList<>(List.of(List.of()));
    for (int i = 0; i < ways.size(); i++) {
      List<Relation> way = ways.get(i);
      String end = way.isEmpty() ? base : way.get(way.size() - 1).parent();
      if (way.size() < DEPTH) {
        for (Relation step : MODEL.table(end).orElseThrow().relations()) {
          ways.add(Stream.concat(way.stream(), Stream.of(step)).toList());
        }
      }
    }
    return ways.subList(1, ways.size());
  }

  /** {@code lines_order_account}. */
  private static String column(List<Relation> way) {
    return way.get(0).table()
        + way.stream().map(step -> "_" + step.name()).collect(Collectors.joining());
  }

  private static List<Walk> walks(String base) {
    List<Walk> walks = new ArrayList<>();
    for (List<Relation> way : ways(base)) {
      for (int hop = 1; hop <= way.size(); hop++) {
        walks.add(new Walk(way, hop));
      }
    }
    walks.removeIf(Walk::saysTenant);
    return walks;
  }

  /** The rows of a tenant along a walk; b has all of them, a those before the step to b's. */
  private void rows(String tenant, Walk walk) {
    for (int steps = 0; steps <= walk.way().size(); steps++) {
      if (walk.owner(tenant, steps).equals(tenant)) {
        boolean goesOn = steps < walk.way().size();
        String table = goesOn ? walk.way().get(steps).table() : walk.way().get(steps - 1).parent();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("organization_id", tenant);
        values.put("id", walk.id(tenant, steps));
        values.put("name", tenant + " " + steps);
        if (table.equals("lines")) {
          values.put("order_id", tenant + "_order");
        }
        if (goesOn) {
          String next = walk.id(walk.owner(tenant, steps + 1), steps + 1);
          values.put(walk.way().get(steps).columns().get(0), next);
        }
        row(table, values);
      }
    }
  }

  private void row(String table, Map<String, Object> values) {
    Object[] row =
        MODEL.table(table).orElseThrow().columns().stream()
            .map(column -> values.get(column.name()))
            .toArray();
    rows.computeIfAbsent(table, each -> new ArrayList<>()).add(row);
  }

  private void fact(String base) {
    String paths =
        ways(base).stream()
            .map(
                way ->
                    "    - path: %s as %s\n      columns: [name]\n"
                        .formatted(
                            way.stream().map(Relation::name).collect(Collectors.joining(".")),
                            column(way)))
            .collect(Collectors.joining());
    String text = "description: All ways\nbase: %s\ncolumns: [id]\npaths:\n%s";
    ShopModel.write(directory, "facts/" + base + ".yml", text.formatted(base, paths));
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void noStepLeadsToAnotherTenantsRow(String engine) {
    // The notes' ways have every sort of step; Spark plans all the ways for a quarter of a minute.
    List<String> bases =
        engine.equals("spark")
            ? List.of("notes")
            : List.of("accounts", "people", "orders", "lines", "notes");
    for (String tenant : List.of("a", "b")) {
      row("organizations", Map.of("id", tenant, "timezone", "UTC"));
      row("orders", Map.of("organization_id", tenant, "id", tenant + "_order"));
      bases.forEach(base -> walks(base).forEach(walk -> rows(tenant, walk)));
    }
    bases.forEach(this::fact);
    try (FactWarehouse warehouse = new FactWarehouse(engine, directory.resolve("warehouse"))) {
      rows.forEach(
          (table, all) ->
              warehouse.raw(
                  MODEL,
                  table,
                  MODEL.table(table).orElseThrow().columns().stream()
                      .map(SourceColumn::name)
                      .collect(Collectors.joining(", ")),
                  all.toArray(Object[][]::new)));
      warehouse.build(SourceDefinition.load(directory, MODEL).facts());
      assertThat(bases.stream().mapToInt(base -> ways(base).size()).sum())
          .isEqualTo(engine.equals("spark") ? 28 : 177);
      for (String base : bases) {
        assertNothingOfB(warehouse, base);
      }
    }
  }

  private static void assertNothingOfB(FactWarehouse warehouse, String base) {
    List<List<Relation>> ways = ways(base);
    Map<Object, List<Object>> found = new LinkedHashMap<>();
    String columns =
        ways.stream().map(way -> column(way) + "_name").collect(Collectors.joining(", "));
    for (List<Object> row :
        warehouse.rows(
            "select concat(organization_id, ' ', id), %s from facts.%s".formatted(columns, base))) {
      assertThat(found.put(row.get(0), row)).as("%s twice", row.get(0)).isNull();
    }
    for (Walk walk : walks(base)) {
      for (String tenant : List.of("a", "b")) {
        List<Object> row = found.get(tenant + " " + walk.id(tenant, 0));
        for (int way = 0; way < ways.size(); way++) {
          int steps = ways.get(way).size();
          boolean walked =
              steps <= walk.way().size() && ways.get(way).equals(walk.way().subList(0, steps));
          boolean there = walked && walk.owner(tenant, steps).equals(tenant);
          assertThat(row.get(way + 1))
              .as("%s of %s", column(ways.get(way)), row.get(0))
              .isEqualTo(there ? tenant + " " + steps : null);
        }
      }
    }
  }
}
