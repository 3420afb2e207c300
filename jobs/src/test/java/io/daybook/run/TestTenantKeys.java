package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole nights of sources whose tenants have keys of each type: with every tenant known, with a row
 * of no tenant, and with one of a tenant that is not there.
 */
class TestTenantKeys {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "int, 1, 2, 9",
    "bigint, 10000000001, 10000000002, 10000000009",
    "uuid, 00000000-0000-0000-0000-00000000000a, 00000000-0000-0000-0000-00000000000b,"
        + " 00000000-0000-0000-0000-00000000000f",
    "text, acme, zoë & söhne, nobody",
    "char(4), ab, abcd, zz",
    "'numeric(10,0)', 1, 20, 900"
  })
  void countsRowsWithoutATenantAndPublishes(
      String type, String first, String second, String stranger) throws SQLException {
    requireThatNoRowIsLost("duckdb", type, first, second, stranger);
  }

  @Tag("slow")
  @Tag("promise")
  @ParameterizedTest
  @CsvSource({"int, 1, 2, 9", "'numeric(10,0)', 1, 20, 900"})
  void countsRowsWithoutATenantAndPublishesOnSpark(
      String type, String first, String second, String stranger) throws SQLException {
    requireThatNoRowIsLost("spark", type, first, second, stranger);
  }

  private void requireThatNoRowIsLost(
      String engine, String type, String first, String second, String stranger)
      throws SQLException {
    OwnSource source =
        OwnSource.draft(
            directory,
            "create table organizations (id %s primary key, zone text)".formatted(type),
            """
            create table orders (
                id int primary key, organization_id %s references organizations,
                total numeric(10,2) not null)
            """
                .formatted(type),
            "create table lines (id int primary key, order_id int references orders, kind text,"
                + " subject_id int)");
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
          orders:
          lines:
            tenant: via order
            polymorphic:
              subject_id: {type: kind, parents: {order: orders}}
        """
            .formatted(source.name()));
    source
        .write(
            "facts/orders.yml",
            """
            description: One row per order
            base: orders
            columns: [id as order_id, total]
            """)
        .write(
            "facts/lines.yml",
            """
            description: One row per line
            base: lines
            columns: [id as line_id]
            paths:
              - path: order
                columns: [total]
            """);
    source.execute(
        "insert into organizations values ('%s', 'UTC'), ('%s', 'Asia/Kolkata')"
            .formatted(first, second),
        "insert into orders select i, case when i %% 2 = 0 then '%s' else '%s' end::%s, i"
                .formatted(first, second, type)
            + " from generate_series(1, 5) as i",
        "insert into lines select i, i, 'order', i from generate_series(1, 5) as i");

    Manifest known = source.run(engine);
    assertThat(source.query(known, PER_TENANT))
        .containsExactly(List.of(first, 2L, "6.00", 2L), List.of(second, 3L, "9.00", 3L));
    assertThat(source.query(known, "select cast(sum(order_total) as varchar) from facts.lines"))
        .as("each line has found its order")
        .containsExactly(List.of("15.00"));
    assertUnassigned(known, 0);

    source.execute(
        "insert into orders values (6, null, 100)", "insert into lines values (6, 6, 'order', 6)");
    Manifest tenantless = source.run(engine);
    assertThat(source.query(tenantless, PER_TENANT))
        .containsExactly(
            List.of("(unassigned)", 1L, "100.00", 1L),
            List.of(first, 2L, "6.00", 2L),
            List.of(second, 3L, "9.00", 3L));
    assertUnassigned(tenantless, 1);

    source.execute("update orders set organization_id = '%s' where id = 6".formatted(stranger));
    Manifest dangling = source.run(engine);
    assertThat(source.query(dangling, PER_TENANT)).isEqualTo(source.query(tenantless, PER_TENANT));
    assertUnassigned(dangling, 1);
    assertThat(
            source.query(
                dangling,
                "select relation, orphaned, cross_tenant from recorded.relation_counts"
                    + " where release = 3 and orphaned + cross_tenant > 0"))
        .as("only the tenant itself is missing")
        .containsExactly(List.of("orders.organization_id -> organizations.id", 1L, 0L));
  }

  private static final String PER_TENANT =
      """
      select o.organization_id, count(*), cast(sum(o.total) as varchar), count(l.line_id)
      from facts.orders as o
      left join facts.lines as l
          on l.line_id = o.order_id and l.organization_id = o.organization_id
      group by o.organization_id
      order by o.organization_id
      """;

  private static void assertUnassigned(Manifest manifest, long rows) {
    assertThat(manifest.checks())
        .contains(
            new CheckOutcome("facts.orders.unassigned", false, rows),
            new CheckOutcome("facts.lines.unassigned", false, rows));
  }
}
