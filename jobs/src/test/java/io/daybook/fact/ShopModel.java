package io.daybook.fact;

import io.daybook.definition.SourceDefinition;
import io.daybook.schema.DataType;
import io.daybook.source.PolymorphicRelation;
import io.daybook.source.Relation;
import io.daybook.source.SourceColumn;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.source.Tenancy;
import io.daybook.source.TenantRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A small source with every sort of table: two tenants may use the same ids, lines and notes have
 * no tenant column, plans belong to nobody, customers refer to themselves, orders to customers
 * twice, events to anything.
 */
public final class ShopModel {
  private ShopModel() {}

  public static SourceModel model() {
    Tenancy own = new Tenancy.Own("organization_id");
    List<SourceTable> tables =
        List.of(
            table("organizations", "id timezone:text deleted_at:timestamp", new Tenancy.Own("id")),
            table("plans", "id name:text", new Tenancy.Global()),
            table(
                "plan_prices",
                "id plan_id customer_id created_at:timestamp",
                new Tenancy.Global(),
                "plan_id plans",
                "customer_id customers"),
            table(
                "customers",
                "organization_id id name:text parent_id deleted_at:timestamp",
                own,
                "parent_id customers",
                "organization_id organizations"),
            table(
                "orders",
                "organization_id id number:text customer_id billing_id plan_id"
                    + " total:decimal(12,2) created_at:timestamp deleted_at:timestamp",
                own,
                "customer_id customers",
                "billing_id customers",
                "plan_id plans",
                "number customers.name"),
            table(
                "lines",
                "id order_id amount:decimal(12,2) created_at:timestamp",
                new Tenancy.Via("order"),
                "order_id orders"),
            table(
                "notes",
                "id line_id author_id text:text",
                new Tenancy.Via("line"),
                "line_id lines",
                "author_id customers"),
            table("agents", "id organization_id deleted_at:timestamp", own),
            table("tickets", "id organization_id", own),
            events());
    Map<String, SourceTable> byName = new LinkedHashMap<>();
    tables.forEach(table -> byName.put(table.name(), table));
    TenantRule rule =
        new TenantRule(
            "organizations",
            "id",
            "organization_id",
            Optional.of("timezone"),
            ZoneId.of("Asia/Kolkata"),
            Optional.of("deleted_at"));
    return new SourceModel("shop", List.of("public"), rule, byName, Map.of(), "hash");
  }

  private static SourceTable events() {
    SourceTable table =
        table(
            "events",
            "id organization_id entity_type:text entity_id",
            new Tenancy.Own("organization_id"));
    Map<String, String> parents =
        Map.of(
            "agent", "agents",
            "ticket", "tickets",
            "line", "lines",
            "plan", "plans",
            "organization", "organizations");
    return new SourceTable(
        table.name(),
        table.columns(),
        table.key(),
        table.keyDeclared(),
        table.tenancy(),
        table.deletedColumn(),
        table.relations(),
        List.of(new PolymorphicRelation("events", "entity_type", "entity_id", parents)),
        table.leftOut());
  }

  static SourceTable table(String name, String columns, Tenancy tenancy, String... relations) {
    List<SourceColumn> all = new ArrayList<>();
    for (String column : columns.split(" ")) {
      String[] words = column.split(":");
      DataType type = words.length == 1 ? DataType.TEXT : DataType.parse(words[1]);
      all.add(new SourceColumn(words[0], type.toString(), false, type, true));
    }
    List<Relation> parents = new ArrayList<>();
    for (String relation : relations) {
      String[] words = relation.split("[ .]");
      String parentColumn = words.length == 3 ? words[2] : "id";
      parents.add(
          new Relation(words[0].replace("_id", ""), name, words[0], words[1], parentColumn, true));
    }
    boolean own = columns.startsWith("organization_id");
    return new SourceTable(
        name,
        all,
        own ? List.of("organization_id", "id") : List.of("id"),
        tenancy,
        columns.contains("deleted_at") ? Optional.of("deleted_at") : Optional.empty(),
        parents);
  }

  /** Writes a file below {@code shop}. */
  static void write(Path sql, String file, String text) {
    try {
      Path path = sql.resolve("shop").resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Facts over every sort of table. */
  public static List<FactModel> facts(Path sql) {
    write(
        sql,
        "facts/orders.yml",
        """
        description: One row per order
        base: orders
        columns: [id, number, total, created_at]
        paths:
            - path: customer
              columns: [name]
            - path: billing as payer
              columns: [name]
            - path: customer.parent as group
              columns: [name]
            - path: plan
              columns: [name]
        local_dates:
            created_at: created_local_date
        """);
    write(
        sql,
        "facts/lines.yml",
        """
        description: One row per line
        base: lines
        columns: [id, amount]
        paths:
            - path: order
              columns: [number]
            - path: order.customer as customer
              columns: [name]
        local_dates:
            created_at: created_local_date
        """);
    write(
        sql,
        "facts/notes.yml",
        """
        description: One row per note
        base: notes
        columns: [id]
        paths:
            - path: line
              columns: [amount]
            - path: author
              columns: [name]
        """);
    write(
        sql,
        "facts/plan_prices.yml",
        """
        description: One row per price of a plan
        base: plan_prices
        columns: [id]
        paths:
            - path: plan
              columns: [name]
        local_dates:
            created_at: created_local_date
        """);
    return SourceDefinition.load(sql, model()).facts();
  }
}
