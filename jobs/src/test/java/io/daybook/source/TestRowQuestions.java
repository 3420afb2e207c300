package io.daybook.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.Eventually;
import io.daybook.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one table does not answer costs nobody anything but a doubt. */
class TestRowQuestions {
  private static final Schemas SCHEMAS = new Schemas(List.of("public"));

  @TempDir Path folder;

  private final TestPostgres database = TestPostgres.database();
  private final List<String> looked = new ArrayList<>();
  private Connection owner;
  private Statement statement;

  @BeforeEach
  void connect() throws SQLException {
    owner = database.connect();
    statement = owner.createStatement();
  }

  @AfterEach
  void close() throws SQLException {
    owner.close();
  }

  /** A source where a lock is waited for, and somebody may wait on us, for moments only. */
  private SourceSettings hasty() {
    return new SourceSettings(
        database.url(),
        database.user(),
        database.password(),
        SourceSettings.DEFAULT_CONNECTIONS,
        Duration.ofMillis(200),
        Duration.ofMillis(50),
        SourceSettings.DEFAULT_CONNECT_TIMEOUT,
        SourceSettings.DEFAULT_SOCKET_TIMEOUT);
  }

  private List<String> doubts(Duration longest) throws SQLException, IOException {
    FirstModel.Listener listener =
        new FirstModel.Listener() {
          @Override
          public void looking(String part, String table, int number, int of) {
            looked.add("%s: %s, %d of %d".formatted(part, table, number, of));
          }
        };
    try (Connection connection = database.connect();
        RowQuestions rows = RowQuestions.open(hasty(), SCHEMAS, longest)) {
      Catalogue live = LiveCatalogue.read(connection, SCHEMAS, LiveCatalogue.RELATIONS);
      return FirstModel.write(
          folder, "shop", FirstModel.Live.read(connection, SCHEMAS, live), rows, listener);
    }
  }

  @Test
  void whatFailsForOneTableEndsNothing() throws SQLException, IOException {
    String nobody = "nobody_" + database.url().replaceAll("\\W", "_");
    statement.execute(
        """
        create table shops (id int primary key, name text);
        create table orders (id int primary key, shop_id int, paid numeric(9,2));
        create table prices (id int primary key, amount numeric(9,2));
        insert into prices values (1, 'NaN');
        create view closed as select id from shops;
        create role %1$s;
        alter view closed owner to %1$s;
        create view ratios as select id, 1 / (id - 1) as share from prices;
        """
            .formatted(nobody));
    owner.setAutoCommit(false);
    statement.execute("lock table orders in access exclusive mode");
    try {
      assertThat(doubts(RowQuestions.LONGEST))
          .contains(
              "orders: not all of it could be looked at: canceling statement due to lock timeout"
                  + " (SQLSTATE 55P03)",
              "orders.shop_id: leads to shops.id by name, nobody could look: canceling statement"
                  + " due to lock timeout (SQLSTATE 55P03)",
              "closed: whether it can be read was not looked at: permission denied for table shops"
                  + " (SQLSTATE 42501)",
              "ratios: is not read: its rows cannot be read: division by zero (SQLSTATE 22012)")
          .as("what comes after it is looked at")
          .contains("prices.amount: 1 of its values are NaN, and read as null");
    } finally {
      owner.rollback();
      owner.setAutoCommit(true);
      statement.execute("drop owned by %1$s; drop role %1$s".formatted(nobody));
    }
    assertThat(looked).contains("values: prices, 3 of 4", "views: ratios, 2 of 2");
  }

  @Test
  void firstRowsAloneAreSaidToBeSo() throws SQLException, IOException {
    statement.execute(
        """
        create view ticks as
        select n as id, n as of_tick,
            case when n <= 100000 then date '2026-03-01'
                when pg_sleep(60) is null then null else date '2026-03-01' end as day
        from generate_series(1, 100001) n
        """);
    assertThat(doubts(Duration.ofSeconds(1)))
        .contains(
            "ticks: only its first 100,000 rows were looked at for values that stop a night: it"
                + " would take longer than 1 s");
  }

  @Test
  void nobodyWaitsForALookForLongerThanForANight() throws SQLException, IOException {
    statement.execute(
        """
        create table orders (id int primary key);
        insert into orders values (1);
        create view slow as select id, pg_sleep(600)::text as slept from orders;
        """);
    CompletableFuture<Void> change = CompletableFuture.runAsync(this::changeWhatIsRead);
    assertThat(doubts(RowQuestions.LONGEST))
        .as("who lets it wait until the question ends by itself says twenty seconds")
        .anyMatch(
            doubt ->
                doubt.matches(
                    "slow: whether it can be read was not looked at: session [0-9]+ of the server"
                        + " waited [0-9][.][0-9] s on us for AccessExclusiveLock of orders"));
    change.join();
  }

  private void changeWhatIsRead() {
    Eventually.until("the view is read", this::isSleeping);
    try {
      statement.execute("alter table orders add column note text");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isSleeping() {
    try (ResultSet row =
        statement.executeQuery(
            "select exists (select from pg_stat_activity where datname = current_database()"
                + " and wait_event = 'PgSleep')")) {
      row.next();
      return row.getBoolean(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
