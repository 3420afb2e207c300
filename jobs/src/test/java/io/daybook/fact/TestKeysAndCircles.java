package io.daybook.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.definition.SourceDefinition;
import io.daybook.schema.DataType;
import io.daybook.source.Relation;
import io.daybook.source.SourceColumn;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.source.Tenancy;
import io.daybook.source.TenantRule;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** References that run in circles, and tables whose keys are not what one hopes for. */
class TestKeysAndCircles {
  @TempDir Path directory;

  /** A table of texts with these references, {@code column parent}. */
  private static SourceTable table(String name, String columns, List<String> key, String... refs) {
    return new SourceTable(
        name,
        Stream.of(columns.split(" "))
            .map(column -> new SourceColumn(column, "text", false, DataType.TEXT, true))
            .toList(),
        key,
        new Tenancy.Own(name.equals("organizations") ? "id" : "organization_id"),
        Optional.empty(),
        Stream.of(refs)
            .map(ref -> ref.split("[ .]"))
            .map(
                ref ->
                    new Relation(
                        ref[0].replace("_id", ""),
                        name,
                        ref[0],
                        ref[1],
                        ref.length == 3 ? ref[2] : "id",
                        true))
            .toList());
  }

  private static SourceModel model() {
    List<String> id = List.of("id");
    Map<String, SourceTable> tables = new LinkedHashMap<>();
    Stream.of(
            table("organizations", "id timezone", id),
            table("self", "id organization_id name self_id", id, "self_id self"),
            table("two_a", "id organization_id name b_id", id, "b_id two_b"),
            table("two_b", "id organization_id name a_id", id, "a_id two_a"),
            table("three_a", "id organization_id name b_id", id, "b_id three_b"),
            table("three_b", "id organization_id name c_id", id, "c_id three_c"),
            table("three_c", "id organization_id name a_id", id, "a_id three_a"),
            table("keyless", "organization_id name self_id", List.of(), "self_id self"),
            table(
                "composite",
                "organization_id id line code self_id",
                List.of("id", "line"),
                "self_id self"),
            table(
                "pointing",
                "id organization_id keyless_id composite_id code_id",
                id,
                "keyless_id keyless.name",
                "composite_id composite.id",
                "code_id composite.code"))
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

  private void fact(String name, String base, String columns, String path) {
    ShopModel.write(
        directory,
        "facts/" + name + ".yml",
        """
        description: One row per row of its base
        base: %s
        columns: [%s]
        paths:
            - path: %s as far
              columns: [name]
        """
            .formatted(base, columns, path));
  }

  @Test
  void aPathMayRunAroundACircleAndEnds() {
    fact("self", "self", "id", "self.self.self");
    fact("two", "two_a", "id", "b.a.b.a");
    fact("three", "three_a", "id", "b.c.a.b");
    fact("composite", "composite", "id, line", "self.self");

    List<FactModel> facts = SourceDefinition.load(directory, model()).facts();

    assertThat(facts).extracting(FactModel::name).contains("self", "two", "three", "composite");
    assertThat(named(facts, "self").reads()).contains("raw.self");
    assertThat(named(facts, "two").reads()).contains("raw.two_a", "raw.two_b");
    assertThat(named(facts, "three").reads()).contains("raw.three_b", "raw.three_c");
    assertThat(named(facts, "composite").grain()).containsExactly("organization_id", "id", "line");
  }

  @Test
  void aCircleOfRowsLeavesEachRowOnce() {
    fact("self", "self", "id", "self.self.self");
    fact("three", "three_a", "id", "b.c.a");
    SourceModel model = model();
    try (FactWarehouse warehouse = new FactWarehouse("duckdb", directory.resolve("warehouse"))) {
      warehouse.raw(model, "organizations", "id, timezone", row("syd", "UTC"));
      warehouse.raw(
          model,
          "self",
          "organization_id, id, name, self_id",
          row("syd", "s1", "itself", "s1"),
          row("syd", "s2", "to and", "s3"),
          row("syd", "s3", "fro", "s2"),
          row("syd", "s4", "end", null));
      warehouse.raw(
          model, "three_a", "organization_id, id, name, b_id", row("syd", "a", "start", "b"));
      warehouse.raw(model, "three_b", "organization_id, id, c_id", row("syd", "b", "c"));
      warehouse.raw(model, "three_c", "organization_id, id, a_id", row("syd", "c", "a"));
      warehouse.build(SourceDefinition.load(directory, model).facts());

      assertThat(warehouse.rows("select id, far_name from facts.self order by id"))
          .containsExactly(
              List.of("s1", "itself"),
              List.of("s2", "fro"),
              List.of("s3", "to and"),
              Arrays.asList("s4", null));
      assertThat(warehouse.rows("select id, far_name from facts.three"))
          .containsExactly(List.of("a", "start"));
    }
  }

  private static Object[] row(Object... values) {
    return values;
  }

  @Test
  void whatHasNoKeyIsNoBaseAndNoParent() {
    fact("keyless", "keyless", "name", "self");
    fact("to_keyless", "pointing", "id", "keyless");
    fact("to_composite", "pointing", "id", "composite");
    fact("to_unique", "pointing", "id", "code");

    assertThatThrownBy(() -> SourceDefinition.load(directory, model()))
        .message()
        .contains(
            "keyless.yml:2 base: table keyless has no key, so a row cannot be told apart",
            "pointing.keyless_id -> keyless.name is not N:1, keyless.name is not the key of keyless",
            "pointing.composite_id -> composite.id is not N:1, composite.id is not the key of"
                + " composite",
            "pointing.code_id -> composite.code is not N:1, composite.code is not the key of"
                + " composite");
  }

  private static FactModel named(List<FactModel> facts, String name) {
    return facts.stream().filter(fact -> fact.name().equals(name)).findFirst().orElseThrow();
  }
}
