package io.daybook.run;

import io.daybook.postgres.TestPostgres;
import io.daybook.source.SourceDraft;
import io.daybook.source.SourceGrant;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A small source with all that a source may define: tenants with bigint keys, tables that SQL has
 * other words for, a metric in a currency of its own, and scheduled reports. Of these the first is
 * whole; each other has NULL in one column. Any number of them fit in one folder.
 */
public final class Kiosk {
  public static final String PASSWORD = "read-only-please";

  /** What its server's clock shows at every look, so that two nights show the same moment. */
  public static final String NOW = "2026-11-23 02:00:00+00";

  /** Columns of a scheduled report that may be NULL, in the order of the rows that have it so. */
  public static final List<String> NULLABLE =
      List.of(
          "created_by",
          "name",
          "frequency",
          "format",
          "schedule_cron",
          "timezone",
          "emails",
          "metrics");

  private static final AtomicInteger ROLES = new AtomicInteger();

  private static final String DDL =
      """
      create table "group" (
          id bigint primary key, name text not null, "time" text not null, currency text not null);
      create table "user" (
          id bigint primary key, group_id bigint not null references "group",
          email text, role text);
      create table "Order" (
          id bigint primary key, group_id bigint not null references "group",
          "select" numeric(12,2) not null, "from" date not null, deleted_at timestamptz);
      create table scheduled (
          id bigint primary key, group_id bigint not null references "group",
          created_by bigint, name text, frequency text, format text, schedule_cron text,
          timezone text, emails text, users text, metrics text);
      create table targets (
          id bigint primary key, group_id bigint not null references "group",
          metric text, start_date date, end_date date, target_value numeric(12,2));
      create table custom (
          id bigint primary key, group_id bigint not null references "group",
          created_by bigint, name text, definition text, is_shared boolean);
      insert into "group" values
          (10000000001, 'First', 'Asia/Tokyo', '%1$s'), (10000000002, 'Second', 'UTC', '%1$s');
      insert into "user" values
          (1, 10000000001, 'ann@%2$s.example', 'owner'), (2, 10000000002, 'bob@%2$s.example', 'owner'),
          (3, 10000000001, null, 'owner'), (4, 10000000001, 'cy@%2$s.example', null);
      insert into "Order"
      select i, 10000000001 + i %% 2, i * 7.25, date '2026-11-01' + (i %% 22), null
      from generate_series(1, 60) as i;
      insert into scheduled
      select 100 + i, 10000000001, 1, 'Week ' || i, 'weekly',
          (array['csv', 'html', 'xlsx', 'pdf'])[1 + i %% 4], '0 8 * * 1', 'Asia/Tokyo',
          '["cfo@%2$s.example"]', '["1"]', '["sold"]'
      from generate_series(0, 8) as i;
      insert into targets
      select i, 10000000001, 'sold', '2026-11-16', '2026-11-22', 500 from generate_series(0, 4) as i;
      update targets set metric = null where id = 1;
      update targets set start_date = null where id = 2;
      update targets set end_date = null where id = 3;
      update targets set target_value = null where id = 4;
      insert into custom
      select i, 10000000001, 1, 'Own ' || i, '{"metrics": ["sold"]}', true
      from generate_series(0, 4) as i;
      update custom set created_by = null where id = 1;
      update custom set name = null where id = 2;
      update custom set definition = null where id = 3;
      update custom set is_shared = null where id = 4;
      """;

  private static final Map<String, String> DEFINITIONS = new LinkedHashMap<>();

  static {
    DEFINITIONS.put(
        "source.yml",
        """
        source: %s
        schema: public
        tenants:
          table: group
          key: id
          column: group_id
          zone: time
          default_zone: UTC
        deleted: deleted_at
        tables:
          group:
          user:
          Order:
          scheduled:
          targets:
          custom:
        """);
    DEFINITIONS.put(
        "facts/tenants.yml",
        "description: One row per group\nbase: group\ncolumns: [name, currency]\n");
    DEFINITIONS.put(
        "facts/orders.yml",
        """
        description: One row per order
        base: Order
        columns: [id as order_id, select as sold, from as sold_date]
        units:
          money(tenant): [sold]
        """);
    DEFINITIONS.put(
        "marts/sales.sql",
        """
        select
            group_id,
            sold_date,
            sum(sold) as sold
        from facts.orders
        where not is_deleted
        group by group_id, sold_date
        """);
    DEFINITIONS.put(
        "marts/sales.yml",
        """
        description: What each group sold a day
        grain: [group_id, sold_date]
        columns:
          - {name: group_id, type: text, meaning: group}
          - {name: sold_date, type: date, meaning: day}
          - {name: sold, type: 'decimal(12,2)', unit: money(tenant), meaning: sold}
        """);
    DEFINITIONS.put(
        "checks/no_order_is_free.sql",
        "select group_id, order_id from facts.orders where sold = 0\n");
    DEFINITIONS.put(
        "checks/no_order_is_free.yml",
        "description: everything costs something\non_finding: block\nkeys: [group_id, order_id]\n");
    DEFINITIONS.put(
        "metrics.yml",
        """
        metrics:
            sold:
                title: Sold
                description: Orders that are not deleted, by their day
                unit: money
                better: higher
                from: facts.orders
                date: sold_date
                where: not is_deleted
                value: sum(sold)
        datasets:
            orders:
                title: Orders
                from: facts.orders
                area: sales
                date: sold_date
                where: not is_deleted
                columns: [sold_date]
                sums: {sold: money}
        roles:
            owner: [sales]
        answering: [owner]
        """);
    DEFINITIONS.put(
        "reports/organisations.sql",
        """
        select
            group_id as tenant, name, is_live, zone, is_zone_valid, currency, 'en-AU' as locale
        from facts.tenants
        """);
    DEFINITIONS.put(
        "reports/people.sql",
        "select id, group_id as tenant, email, role, true as is_active from raw.\"user\"\n");
    DEFINITIONS.put(
        "reports/scheduled.sql",
        """
        select
            id, group_id as tenant, created_by, name, frequency, format, schedule_cron, timezone,
            emails, users, metrics
        from raw.scheduled
        order by id
        """);
    DEFINITIONS.put(
        "reports/targets.sql",
        """
        select group_id as tenant, metric, start_date, end_date, target_value
        from raw.targets
        order by id
        """);
    DEFINITIONS.put(
        "reports/custom.sql",
        """
        select id, group_id as tenant, created_by as creator, name, definition, is_shared
        from raw.custom
        order by id
        """);
  }

  public final String name;
  public final TestPostgres database = TestPostgres.database();
  public final String role =
      "kiosk_" + ProcessHandle.current().pid() + "_" + ROLES.incrementAndGet();
  private final Path sql;

  /**
   * Opens one.
   *
   * @param home its definitions are written into {@code sql/<name>/} below it
   * @param currency of its tenants
   */
  public static Kiosk open(Path home, String name, String currency) throws SQLException {
    return new Kiosk(home, name, currency);
  }

  private Kiosk(Path home, String name, String currency) throws SQLException {
    this.name = name;
    this.sql = home.resolve("sql");
    execute(DDL.formatted(currency, name));
    for (int i = 0; i < NULLABLE.size(); i++) {
      execute("update scheduled set %s = null where id = %d".formatted(NULLABLE.get(i), 101 + i));
    }
    DEFINITIONS.forEach((file, text) -> write(file, text.replace("%s", name)));
    try (Connection owner = database.connect()) {
      SourceDraft.write(sql, name, "public", owner);
    }
    String of = database.url().substring(database.url().lastIndexOf('/') + 1);
    execute(
        SourceGrant.sql(SourceModel.load(sql, name), role, of, SourceSettings.DEFAULT_CONNECTIONS));
    execute("alter role " + role + " password '" + PASSWORD + "'");
  }

  /** Makes the server's clock stand still, in this database alone. */
  public void stopTheClock() throws SQLException {
    execute(SourceClock.shows("timestamptz '" + NOW + "'"));
  }

  /** A file of its definitions. */
  public Path file(String file) {
    return sql.resolve(name).resolve(file);
  }

  /** Writes a definition anew. */
  public void write(String file, String text) {
    try {
      Files.createDirectories(file(file).getParent());
      Files.writeString(file(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Does something to the source, as its owner. */
  public void execute(String statement) throws SQLException {
    try (Connection owner = database.connect();
        Statement run = owner.createStatement()) {
      run.execute(statement);
    }
  }

  /** What daybook.yml says of it below {@code sources}, with its password in the environment. */
  public String configuration() {
    return "  %s: {url: \"%s\", user: %s, password: {env: KIOSK}}\n"
        .formatted(name, database.url(), role);
  }
}
