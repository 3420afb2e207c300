package io.daybook.run;

import io.daybook.definition.SourceDefinition;
import io.daybook.engine.EngineSettings;
import io.daybook.postgres.TestPostgres;
import io.daybook.source.SourceDraft;
import io.daybook.source.SourceGrant;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceSettings;
import io.daybook.state.State;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.Releases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A source of four tables and a dozen rows with a fact, a mart and a check of each sort: its nights
 * take a second. Two branches sell books; what a test does to the rows is what its night finds.
 */
public final class BookShop {
  public static final String NAME = "bookshop";
  public static final String PASSWORD = "read-only-please";

  private static final String DDL =
      """
      create type order_state as enum ('open', 'paid');
      create table branches (
          id text primary key, name text not null, timezone text not null, deleted_at timestamptz);
      create table customers (
          id integer primary key, branch_id text not null references branches, name text not null);
      create table orders (
          id integer primary key,
          branch_id text not null references branches,
          customer_id integer,
          state order_state not null,
          total numeric(12,2) not null,
          shelf text,
          placed_at timestamptz not null,
          deleted_at timestamptz);
      insert into branches values
          ('north', 'North', 'Australia/Sydney', null), ('south', 'South', 'America/Vancouver', null);
      insert into customers values (1, 'north', 'Ada'), (2, 'north', 'Bo'), (3, 'south', 'Cy');
      insert into orders values
          (1, 'north', 1, 'paid', 10.50, 'a', '2026-03-01T01:00:00Z', null),
          (2, 'north', 2, 'open', 20.00, 'a', '2026-03-02T01:00:00Z', null),
          (3, 'south', 3, 'paid', 30.25, 'b', '2026-03-02T20:00:00Z', null);
      """;

  private static final Map<String, String> DEFINITIONS =
      Map.of(
          "source.yml",
          """
          source: bookshop
          schema: public
          tenants:
            table: branches
            key: id
            column: branch_id
            zone: timezone
            default_zone: UTC
          deleted: deleted_at
          tables:
            branches:
            customers:
            orders:
              relations: {customer_id: customers}
          """,
          "facts/tenants.yml",
          """
          description: One row per branch
          base: branches
          columns: [name]
          """,
          "facts/customers.yml",
          """
          description: One row per customer
          base: customers
          columns: [id as customer_id, name]
          """,
          "facts/orders.yml",
          """
          description: One row per order
          base: orders
          columns: [id as order_id, state, total, shelf, placed_at]
          paths:
            - path: customer
              columns: [name]
          local_dates:
            placed_at: placed_local_date
          units:
            money(tenant): [total]
          """,
          "marts/sales.sql",
          """
          select
              branch_id,
              placed_local_date as day,
              shelf,
              sum(total) as total
          from facts.orders
          where not is_deleted and shelf <> 'attic'
          group by branch_id, placed_local_date, shelf

          union all

          select
              branch_id,
              cast(null as date) as day,
              'lost' as shelf,
              sum(total) as total
          from facts.orders
          where not is_deleted and shelf = 'lost'
          group by branch_id, order_id
          """,
          "marts/sales.yml",
          """
          description: What each branch sold
          grain: [branch_id, shelf, total]
          columns:
            - {name: branch_id, type: text, meaning: branch}
            - {name: day, type: date, meaning: day}
            - {name: shelf, type: text, meaning: shelf}
            - {name: total, type: 'decimal(12,2)', unit: money(tenant), meaning: sold, at_least: 0}
          sums:
            - {column: total, equals: sum(total), over: facts.orders, where: not is_deleted}
          """,
          "checks/no_order_is_enormous.sql",
          "select branch_id, order_id from facts.orders where total > 1000",
          "checks/no_order_is_enormous.yml",
          """
          description: nobody buys so many books
          on_finding: block
          keys: [branch_id, order_id]
          """,
          "checks/every_order_has_a_customer.sql",
          "select branch_id, order_id from facts.orders where customer_name is null",
          "checks/every_order_has_a_customer.yml",
          """
          description: somebody has bought it
          on_finding: warn
          keys: [branch_id, order_id]
          """);

  /** Roles belong to the whole server, so each shop takes one of its own. */
  private static final AtomicInteger ROLES = new AtomicInteger();

  public final TestPostgres database = TestPostgres.database();
  public final String role =
      "bookshop_" + ProcessHandle.current().pid() + "_" + ROLES.incrementAndGet();
  final Path sql;
  final SourceModel model;

  /**
   * Opens a shop.
   *
   * @param home its definitions are written into {@code sql/bookshop/} below it
   */
  public static BookShop open(Path home) throws SQLException {
    return new BookShop(home);
  }

  private BookShop(Path home) throws SQLException {
    this.sql = home.resolve("sql");
    execute(DDL);
    DEFINITIONS.forEach(this::define);
    try (Connection owner = database.connect()) {
      SourceDraft.write(sql, NAME, "public", owner);
    }
    this.model = SourceModel.load(sql, NAME);
    String name = database.url().substring(database.url().lastIndexOf('/') + 1);
    execute(SourceGrant.sql(model, role, name, SourceSettings.DEFAULT_CONNECTIONS));
    execute("alter role " + role + " password '" + PASSWORD + "'");
  }

  /** The lines of {@code sources} in a configuration; the password is asked of {@code SHOP}. */
  public String configuration() {
    return "  %s: {url: \"%s\", user: %s, password: {env: SHOP}}\n"
        .formatted(NAME, database.url(), role);
  }

  /** Writes a definition anew. */
  public void define(String file, String text) {
    try {
      Path path = sql.resolve(NAME).resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
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

  NightSetup setup(State state, Path directory) {
    return setup(SourceDefinition.load(sql, model), state, directory);
  }

  NightSetup setup(SourceDefinition definition, State state, Path directory) {
    return setup(definition, reader(), state, directory);
  }

  /** How its nights read it. */
  SourceSettings reader() {
    return SourceSettings.of(database.url(), role, PASSWORD);
  }

  static NightSetup setup(
      SourceDefinition definition, SourceSettings reader, State state, Path directory) {
    FileStore files = FileStore.open(directory.resolve("warehouse").resolve(NAME).toString());
    return new NightSetup(
        definition,
        reader,
        state,
        files,
        new Releases(files),
        EngineSettings.defaults(directory.resolve("tmp")),
        Duration.ofSeconds(60),
        30,
        Clock.systemUTC(),
        "test");
  }
}
