package io.daybook.demo;

import static io.daybook.AtLeastOne.atLeastOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TestDemoSource {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 29);

  private static TestPostgres database;
  private static DemoSource demo;

  @BeforeAll
  static void fill() throws SQLException {
    database = TestPostgres.database();
    demo = filled(database, 7);
  }

  @Test
  void countsWhatItWrote() throws SQLException {
    assertThat(demo.rows().keySet()).containsExactlyElementsOf(DemoSource.TABLES);
    for (String table : DemoSource.TABLES) {
      assertThat(number("select count(*) from " + table))
          .as(table)
          .isEqualTo(demo.rows().get(table));
    }
    assertThat(demo.rows().values().stream().mapToLong(Long::longValue).sum())
        .isBetween(2_000L, 6_000L);
  }

  @Test
  void makesTheSameRowsFromTheSameSeed() throws SQLException {
    TestPostgres again = TestPostgres.database();
    TestPostgres other = TestPostgres.database();
    DemoSource same = filled(again, 7);
    DemoSource different = filled(other, 8);

    assertThat(same).isEqualTo(demo);
    assertThat(checksums(again)).isEqualTo(checksums(database));
    assertThat(different.tenants()).doesNotContainAnyElementsOf(demo.tenants());
    assertThat(checksums(other).values()).doesNotContainAnyElementsOf(checksums(database).values());
  }

  @Test
  void plantsExactlyTheReferencesThatItCounts() throws SQLException {
    Map<String, Long> orphans = new TreeMap<>();
    Map<String, Long> crossTenant = new TreeMap<>();
    for (Reference reference : references()) {
      String missing = " where child.%s is not null and parent.id is null";
      keep(orphans, reference, number(reference.join() + missing.formatted(reference.column())));
      String foreign =
          reference.parent().equals("organizations")
              ? " where false"
              : " where parent.organization_id <> child.organization_id";
      keep(crossTenant, reference, number(reference.join() + foreign));
    }
    assertThat(orphans).isEqualTo(demo.planted().orphans());
    assertThat(crossTenant).isEqualTo(demo.planted().crossTenant());
    assertThat(orphans).containsKeys("warranties.customer_id", "warranties.order_id");
    assertThat(crossTenant).containsKeys("orders.customer_id", "opportunities.customer_id");
  }

  @Test
  void plantsExactlyTheTextsThatAreNoInstants() throws SQLException {
    Map<String, Long> found = new TreeMap<>();
    for (String column :
        List.of(
            "customers.health_score_updated_at",
            "orders.last_xero_sync_at",
            "job_assignments.started_at",
            "job_assignments.completed_at")) {
      String[] parts = column.split("\\.");
      long count =
          number(
              "select count(*) from %s where not pg_input_is_valid(%s, 'timestamptz')"
                  .formatted(parts[0], parts[1]));
      if (count > 0) {
        found.put(column, count);
      }
    }
    assertThat(found).isEqualTo(demo.planted().unparsable());
  }

  @Test
  void hasEveryKindOfTenant() throws SQLException {
    assertThat(demo.tenants())
        .extracting(DemoTenant::zone)
        .contains(
            "Australia/Sydney",
            "America/New_York",
            "America/Vancouver",
            "Asia/Kolkata",
            "UTC",
            "UTC+10");
    DemoTenant quiet = demo.tenants().stream().filter(DemoTenant::quiet).findAny().orElseThrow();
    DemoTenant deleted =
        demo.tenants().stream().filter(DemoTenant::deleted).findAny().orElseThrow();
    assertThat(number("select count(*) from users where organization_id = '" + quiet.id() + "'"))
        .isEqualTo(1);
    assertThat(
            number("select count(*) from customers where organization_id = '" + quiet.id() + "'"))
        .isZero();
    assertThat(number("select count(*) from orders where organization_id = '" + deleted.id() + "'"))
        .isPositive();
    assertThat(number("select count(*) from organizations where deleted_at is not null"))
        .isEqualTo(1);
  }

  @Test
  void marksNamesWithTheirTenant() throws SQLException {
    for (DemoTenant tenant : atLeastOne(demo.tenants())) {
      for (String column :
          List.of("customers.name", "products.name", "opportunities.title", "issues.title")) {
        String[] parts = column.split("\\.");
        assertThat(
                number(
                    "select count(*) from %s where (organization_id = '%s') <> (%s like '%%%s')"
                        .formatted(parts[0], tenant.id(), parts[1], tenant.canary())))
            .as(column)
            .isZero();
      }
    }
  }

  @Test
  void holdsWhatBites() throws SQLException {
    for (String table :
        List.of("orders", "customers", "opportunities", "issues", "order_payments", "users")) {
      assertThat(number("select count(*) from " + table + " where deleted_at is not null"))
          .as(table)
          .isPositive();
    }
    assertThat(
            number(
                "select count(*) from orders o join customers c on c.id = o.customer_id"
                    + " where o.deleted_at is null and c.deleted_at is not null"))
        .as("live children of deleted parents")
        .isPositive();
    assertThat(
            number(
                "select count(*) from (select from orders group by organization_id, order_date"
                    + " having bool_and(deleted_at is not null)) as days"))
        .as("days of deleted orders alone")
        .isPositive();
    assertThat(number("select count(*) from opportunities where weighted_value is null"))
        .isPositive();
    assertThat(number("select count(*) from orders where total < 0")).isPositive();
    assertThat(number("select count(*) from orders where order_date > '" + TODAY + "'"))
        .isPositive();
    assertThat(
            number(
                "select count(*) from issues join organizations o on o.id = organization_id"
                    + " where (issues.created_at at time zone 'America/New_York')::time"
                    + " >= '23:59:59.999999' and timezone = 'America/New_York'"))
        .as("the last microsecond of a local day")
        .isPositive();
  }

  @Test
  void endsItsHistoryBeforeToday() throws SQLException {
    for (String column :
        List.of(
            "orders.created_at",
            "orders.updated_at",
            "orders.deleted_at",
            "orders.paid_at",
            "issues.created_at",
            "issues.resolved_at",
            "warranty_claims.resolved_at")) {
      String[] parts = column.split("\\.");
      assertThat(
              number(
                  "select count(*) from %s where %s >= '%s 00:00+00'"
                      .formatted(parts[0], parts[1], TODAY)))
          .as(column)
          .isZero();
    }
  }

  @Test
  void sumsUp() throws SQLException {
    assertThat(
            number(
                "select count(*) from orders left join (select order_id, sum(line_total) as net,"
                    + " sum(tax_amount) as tax from order_line_items group by order_id) as lines"
                    + " on order_id = id where coalesce(net, 0) <> subtotal"
                    + " or coalesce(tax, 0) <> tax_amount or balance_due <> total - paid_amount"
                    + " or total <> subtotal - discount_amount + tax_amount + shipping_amount"))
        .isZero();
  }

  @Test
  void showsNothingToARoleWithoutTheTenantSetting() throws SQLException {
    String role = "plain_reader_" + System.identityHashCode(this);
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create role " + role);
      statement.execute("grant select on all tables in schema public to " + role);
      try {
        statement.execute("set role " + role);
        for (String table : DemoSource.TABLES) {
          assertThat(rows(connection, table)).as(table).isZero();
        }
        DemoTenant tenant = demo.tenants().get(0);
        statement.execute("set app.current_organization_id = '" + tenant.id() + "'");
        assertThat(rows(connection, "organizations")).isEqualTo(1);
        assertThat(rows(connection, "orders")).isBetween(1L, demo.rows().get("orders") - 1);
      } finally {
        statement.execute("reset role");
        statement.execute("drop owned by " + role);
        statement.execute("drop role " + role);
      }
    }
  }

  @Test
  void leavesADatabaseThatIsNotEmptyAsItWas() throws SQLException {
    TestPostgres used = TestPostgres.database();
    try (Connection connection = used.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create table orders (id integer)");
      assertThatThrownBy(() -> DemoSource.create(connection, DemoSize.XS, 1, TODAY))
          .isInstanceOf(DaybookException.class)
          .hasMessageContaining("Cannot create the demo source")
          .hasMessageContaining("relation \"orders\" already exists")
          .extracting(e -> ((DaybookException) e).code())
          .isEqualTo(Code.DEMO_FAILED);
      assertThat(connection.getAutoCommit()).isTrue();
      assertThat(
              Oracle.query(
                  connection, "select count(*) from pg_tables where schemaname = 'public'"))
          .containsExactly(List.of(1L));
    }
  }

  private record Reference(String child, String column, String parent) {
    String join() {
      return "select count(*) from %s child left join %s parent on parent.id = child.%s"
          .formatted(child, parent, column);
    }
  }

  /** Every column that refers to one of the tables, declared or not. */
  private static List<Reference> references() throws SQLException {
    Map<String, String> undeclared =
        Map.of(
            "warranties.customer_id", "customers",
            "warranties.original_customer_id", "customers",
            "warranties.product_id", "products",
            "warranties.order_id", "orders",
            "warranties.assigned_user_id", "users",
            "order_payments.related_payment_id", "order_payments");
    try (Connection connection = database.connect()) {
      return Oracle.query(
              connection,
              "select c.table_name, c.column_name, parent.relname"
                  + " from information_schema.columns c"
                  + " left join pg_attribute a on a.attname = c.column_name"
                  + " and a.attrelid = c.table_name::regclass"
                  + " left join pg_constraint f on f.contype = 'f' and f.conrelid = a.attrelid"
                  + " and f.conkey = array[a.attnum] left join pg_class parent"
                  + " on parent.oid = f.confrelid and parent.relnamespace = 'public'::regnamespace"
                  + " where table_schema = 'public'"
                  + " and data_type = 'uuid'")
          .stream()
          .map(row -> reference(row, undeclared))
          .filter(reference -> reference.parent() != null)
          .filter(reference -> DemoSource.TABLES.contains(reference.child()))
          .filter(reference -> DemoSource.TABLES.contains(reference.parent()))
          .toList();
    }
  }

  private static Reference reference(List<Object> row, Map<String, String> undeclared) {
    String table = (String) row.get(0);
    String column = (String) row.get(1);
    String parent = (String) row.get(2);
    if (Set.of("created_by", "updated_by", "escalated_by").contains(column)) {
      parent = "users";
    }
    return new Reference(
        table, column, parent == null ? undeclared.get(table + "." + column) : parent);
  }

  private static void keep(Map<String, Long> counts, Reference reference, long count) {
    if (count > 0) {
      counts.put(reference.child() + "." + reference.column(), count);
    }
  }

  private static DemoSource filled(TestPostgres database, long seed) throws SQLException {
    try (Connection connection = database.connect()) {
      return DemoSource.create(connection, DemoSize.XS, seed, TODAY);
    }
  }

  private static Map<String, Object> checksums(TestPostgres database) throws SQLException {
    try (Connection connection = database.connect()) {
      String all =
          DemoSource.TABLES.stream()
              .map(
                  table ->
                      "select '%1$s', md5(string_agg(t::text, '|' order by id)) from %1$s t"
                          .formatted(table))
              .collect(Collectors.joining(" union all "));
      return Oracle.query(connection, all).stream()
          .collect(Collectors.toMap(row -> (String) row.get(0), row -> row.get(1)));
    }
  }

  private static long number(String sql) throws SQLException {
    try (Connection connection = database.connect()) {
      return (Long) Oracle.query(connection, sql).get(0).get(0);
    }
  }

  private static long rows(Connection connection, String table) throws SQLException {
    return (Long) Oracle.query(connection, "select count(*) from " + table).get(0).get(0);
  }
}
