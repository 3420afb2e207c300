package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.definition.TextKeys;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release with keys as texts is followed by one with keys as bytes, and nobody can tell. */
class TestOldKeys {
  @TempDir Path directory;

  @Test
  void areEqualToBytesRowByRow() throws SQLException {
    requireSameRows("duckdb");
  }

  @Tag("slow")
  @Tag("promise")
  @Test
  void areEqualToBytesRowByRowOnSpark() throws SQLException {
    requireSameRows("spark");
  }

  private void requireSameRows(String engine) throws SQLException {
    OwnSource source = source();
    Manifest old = source.run(engine, TextKeys.inRelease(source.model()));
    Manifest now = source.run(engine);

    assertThat(uuids(old)).isZero();
    assertThat(uuids(now)).isPositive();
    assertThat(now.datasets()).hasSameSizeAs(old.datasets());
    for (Dataset dataset : now.datasets()) {
      assertThat(rows(source, now, dataset))
          .as(dataset.name())
          .containsExactlyInAnyOrderElementsOf(rows(source, old, dataset));
    }
    assertThat(source.query(now, "select count(*), count(order_customer_id) from facts.lines"))
        .containsExactly(List.of(6L, 5L));
  }

  private static long uuids(Manifest release) {
    return release.datasets().stream()
        .flatMap(dataset -> dataset.schema().columns().stream())
        .map(Column::type)
        .filter(DataType.UUID::equals)
        .count();
  }

  /** What is recorded grows from night to night. */
  private static List<List<Object>> rows(OwnSource source, Manifest release, Dataset dataset)
      throws SQLException {
    return source.query(
        release,
        switch (dataset.layer()) {
          case RAW, FACT -> "select * from " + Dataset.quoted(dataset.name());
          case MART -> "select * from main." + dataset.table();
          case RECORDED -> "select 1 where false";
        });
  }

  /** Keys of every use: of a tenant, declared and implicit, by two steps, polymorphic, missing. */
  private OwnSource source() throws SQLException {
    OwnSource source =
        OwnSource.draft(
            directory,
            "create table organizations (id uuid primary key, zone text)",
            "create table customers (id uuid primary key, organization_id uuid, name text)",
            """
            create table orders (
                id uuid primary key, organization_id uuid references organizations,
                customer_id uuid references customers, total numeric(10,2) not null,
                placed_at timestamptz not null)
            """,
            "create table lines (id uuid primary key, order_id uuid, kind text, subject_id uuid)");
    source.write(
        "source.yml",
        """
        source: %s
        schema: public
        tenants:
          table: organizations
          key: id
          column: organization_id
          zone: zone
          default_zone: UTC
        tables:
          organizations:
          customers:
          orders:
          lines:
            tenant: via order
            relations: {order_id: orders}
            polymorphic:
              subject_id: {type: kind, parents: {order: orders, customer: customers}}
        """
            .formatted(source.name()));
    source
        .write(
            "facts/orders.yml",
            """
            description: One row per order
            base: orders
            columns: [id as order_id, total, placed_at]
            paths:
              - path: customer
                columns: [id, name]
            local_dates:
              placed_at: placed_local_date
            """)
        .write(
            "facts/lines.yml",
            """
            description: One row per line
            base: lines
            columns: [id as line_id, kind, subject_id]
            paths:
              - path: order
                columns: [customer_id, total]
              - path: order.customer
                columns: [name]
            """)
        .write(
            "marts/customers_sold.sql",
            """
            select
                organization_id,
                customer_id,
                count(*) as orders,
                sum(total) as total
            from facts.orders
            where customer_id is not null
            group by organization_id, customer_id
            """)
        .write(
            "marts/customers_sold.yml",
            """
            description: What each customer bought
            grain: [organization_id, customer_id]
            columns:
              - {name: organization_id, type: text, meaning: tenant}
              - {name: customer_id, type: text, meaning: customer}
              - {name: orders, type: bigint, meaning: orders, unit: count}
              - {name: total, type: 'decimal(12,2)', meaning: sold}
            """);
    source.execute(
        "insert into organizations values (%s, 'UTC'), (%s, 'Asia/Kolkata')"
            .formatted(key("1"), key("2")),
        "insert into customers select %s, %s, 'Customer ' || i from generate_series(1, 4) as i"
            .formatted(key("i + 10"), key("i % 2 + 1")),
        """
        insert into orders
        select %s, case when i = 6 then %s else %s end, case when i = 5 then null else %s end, i,
            timestamptz '2026-03-01 20:00:00Z' + i * interval '1 day'
        from generate_series(1, 6) as i
        """
            .formatted(key("i + 20"), key("9"), key("i % 2 + 1"), key("(i + 1) % 4 + 11")),
        """
        insert into lines
        select %s, %s, case when i % 2 = 0 then 'order' else 'customer' end, %s
        from generate_series(1, 6) as i
        """
            .replace("%s, %s, case", key("i + 30") + ", " + key("i + 20") + ", case")
            .replace("end, %s", "end, " + key("i + 20 - 10 * (i % 2)")));
    return source;
  }

  /** A uuid with letters, so that upper and lower case could differ. */
  private static String key(String number) {
    return "('abcdef00-0000-4000-8000-' || lpad((%s)::text, 12, '0'))::uuid".formatted(number);
  }
}
