package io.daybook.fact;

import static io.daybook.AtLeastOne.atLeastOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.definition.Renoz;
import io.daybook.definition.SourceDefinition;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestFactModels {

  @TempDir Path directory;

  @Test
  void writesTheQueryOfOrdersAsAPersonWould() throws IOException {
    try (InputStream expected = TestFactModels.class.getResourceAsStream("orders.sql")) {
      assertThat(renoz("orders").sql())
          .isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void joinsParentsOfAParentWithItFirst() {
    assertThat(renoz("order_lines").sql())
        .contains(
            """
            from raw."order_line_items" as base
            left join (
                raw."orders" as to_order
                left join raw."customers" as to_customer
                    on to_customer."organization_id" = to_order."organization_id"
                    and to_customer."id" = to_order."customer_id"
            )
                on to_order."organization_id" = base."organization_id"
                and to_order."id" = base."order_id"
            """);
  }

  @Test
  void knowsGrainTypesAndWhatIsRead() {
    FactModel orders = renoz("orders");
    assertThat(orders.grain()).containsExactly("organization_id", "order_id");
    assertThat(orders.schema().column("organization_id"))
        .contains(
            new Column(
                "organization_id",
                DataType.TEXT,
                false,
                "tenant; (unassigned) where it cannot be derived"));
    assertThat(orders.schema().column("total").orElseThrow().type())
        .isEqualTo(DataType.decimal(12, 2));
    assertThat(orders.schema().column("customer_name").orElseThrow().nullable()).isTrue();
    assertThat(orders.reads())
        .containsExactly(
            "raw.orders", "facts.tenants", "raw.customers", "raw.users", "facts.zone_offsets");
    assertThat(renoz("orders").definition()).isEqualTo(orders.definition()).hasSize(64);
  }

  @Test
  void keepsTheHouseStyleInEveryFact() {
    for (FactModel fact : atLeastOne(Renoz.DEFINITION.facts())) {
      assertThat(fact.sql().lines())
          .as(fact.name())
          .isNotEmpty()
          .allMatch(line -> line.length() <= 100 && line.equals(line.stripTrailing()));
    }
  }

  @Test
  void makesTenantsAlsoWhenNoFileDeclaresThem() {
    List<FactModel> facts = SourceDefinition.load(directory, ShopModel.model()).facts();
    assertThat(facts).extracting(FactModel::name).containsExactly("tenants");
    assertThat(facts.get(0).schema().names())
        .containsExactly("organization_id", "zone_text", "zone", "is_zone_valid", "is_live");
  }

  @Test
  void putsTenantsFirst() {
    assertThat(Renoz.DEFINITION.facts())
        .extracting(FactModel::name)
        .startsWith("tenants")
        .hasSize(36);
  }

  @Test
  void reportsEveryMistakeOfEveryFile() {
    ShopModel.write(
        directory,
        "facts/orders.yml",
        """
        description: One row per order
        base: orders
        colums: [id]
        columns: [number, totl, total as number, Total as Sum]
        paths:
            - path: custmer
              columns: [name]
            - path: lines
              columns: [amount]
            - path: number
              columns: [name]
            - path: customer
              columns: [nam]
            - path: billing as customer
        local_dates:
            total: total_local_date
            created_at: created
        """);
    ShopModel.write(
        directory,
        "facts/prices.yml",
        """
        base: plan_prices
        columns: [id]
        paths:
            - path: customer
              columns: [name]
        """);
    ShopModel.write(directory, "facts/tenants.yml", "description: x\nbase: customers\n");
    ShopModel.write(directory, "facts/others.yml", "description: x\nbase: order\n");
    ShopModel.write(directory, "facts/zone_offsets.yml", "description: x\nbase: orders\n");
    assertThatThrownBy(() -> SourceDefinition.load(directory, ShopModel.model()))
        .hasMessageStartingWith("DEF-INVALID Cannot use the definitions of source shop: ")
        .satisfies(
            failure -> {
              String text = failure.getMessage().replace(directory + "/shop/facts/", "");
              assertThat(text)
                  .contains(
                      "orders.yml:3 colums: is unknown, did you mean columns?",
                      "orders.yml:4 columns: orders has no column totl, did you mean total?",
                      "orders.yml:4 columns: the fact has a column number already",
                      "orders.yml:4 columns: must hold id, the key of orders",
                      "orders.yml:6 paths[0].path: orders has no relation custmer, did you mean"
                          + " customer?",
                      "orders.yml:8 paths[1].path: lines is 1:N, lines.order_id -> orders.id; make"
                          + " lines the base and follow order",
                      "orders.yml:10 paths[2].path: orders.number -> customers.name is not N:1,"
                          + " customers.name is not the key of customers",
                      "orders.yml:13 paths[3].columns: customers has no column nam, did you mean"
                          + " name?",
                      "paths[4].columns: is missing",
                      "paths[4].path: the fact has a column customer_is_deleted already",
                      "orders.yml:16 local_dates.total: is a decimal(12,2); only a timestamp has a"
                          + " local date",
                      "orders.yml:17 local_dates.created_at: created must end in _local_date",
                      "others.yml:2 base: there is no table order, did you mean orders?",
                      "prices.yml:1 description: is missing",
                      "prices.yml:4 paths[0].path: table plan_prices belongs to no tenant, so it"
                          + " cannot follow customer to rows of tenants",
                      "tenants.yml:2 base: the fact tenants is made of table organizations",
                      "zone_offsets.yml Daybook makes facts of the names [lineage, zone_offsets]"
                          + " itself; rename the file");
            });
  }

  private static FactModel renoz(String name) {
    return Renoz.DEFINITION.facts().stream()
        .filter(fact -> fact.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
