package io.daybook.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daybook.config.QuarantineLimit;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.source.SourceSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the source meanwhile: all of it, or a named failure and nothing. */
class TestExtractionFaults {
  private static final int SLOW_ROWS = 600;
  private static final int LINES = 20_000;

  /** A slice that takes more than a second, and one table beside it. */
  private static final String[] SLOW = {
    "create table lines (id integer primary key, amount numeric(12,2) not null)",
    "insert into lines select n, n from generate_series(1, " + LINES + ") n",
    "create view slow as select n as id, pg_sleep(0.001)::text as nap from generate_series(1, "
        + SLOW_ROWS
        + ") n"
  };

  private static final String SLICES =
      " from pg_stat_activity where application_name like 'daybook 0%' and query like 'copy%slow%'"
          + " and state = 'active' and datname = current_database()";
  private static final String COORDINATOR =
      " from pg_stat_activity where application_name = 'daybook coordinator'"
          + " and datname = current_database()";

  @TempDir Path folder;

  @Test
  void aKilledSliceIsReadAgainUnderTheSameSnapshot() throws Exception {
    try (ExtractedSource source = ExtractedSource.create(folder, SLOW)) {
      Heard heard = new Heard(() -> kill(source, SLICES));

      Extracted extracted = source.extract(source.settings(), ExtractedSource.LIMITS, heard);

      assertThat(heard.done()).isEqualTo("1");
      assertThat(heard.snapshots).hasSize(1);
      requireAll(source, extracted);
    }
  }

  @Test
  void aKilledCoordinatorMeansANewSnapshotForEverything() throws Exception {
    try (ExtractedSource source = ExtractedSource.create(folder, SLOW)) {
      Heard heard = new Heard(() -> kill(source, COORDINATOR));

      Extracted extracted = source.extract(source.settings(), ExtractedSource.LIMITS, heard);

      assertThat(heard.done()).isEqualTo("1");
      assertThat(heard.snapshots).hasSize(2).doesNotHaveDuplicates();
      assertThat(extracted.snapshot().id()).isEqualTo(heard.snapshots.get(1));
      requireAll(source, extracted);
    }
  }

  @Test
  void aCoordinatorThatDiesEveryTimeIsGivenUp() throws Exception {
    try (ExtractedSource source = ExtractedSource.create(folder, SLOW)) {
      List<String> snapshots = new ArrayList<>();
      ExtractionListener killer =
          new ExtractionListener() {
            @Override
            public void snapshotTaken(String snapshot, Instant takenAt) {
              snapshots.add(snapshot);
              kill(source, COORDINATOR);
            }
          };

      DaybookException failure = failure(source, source.settings(), killer);

      assertThat(failure.code()).isEqualTo(Code.SRC_LOST);
      assertThat(snapshots).hasSize(ExtractedSource.LIMITS.attempts()).doesNotHaveDuplicates();
      assertThat(source.files.list("data")).isEmpty();
    }
  }

  @Test
  void truncateCannotSlipInAlthoughASnapshotAloneWouldLetIt() throws Exception {
    try (ExtractedSource source = ExtractedSource.create(folder, SLOW);
        var exporter = source.database.connect();
        var reader = source.database.connect()) {
      Heard heard = new Heard(() -> execute(source, "truncate lines"));

      assertThat(failure(source, impatient(source), heard).code()).isEqualTo(Code.SRC_YIELD);

      assertThat(heard.done()).isEqualTo("done");
      assertThat(source.files.list("data")).isEmpty();

      source.execute(SLOW[1]);
      Sql.execute(exporter, "begin isolation level repeatable read");
      String snapshot = one(exporter, "select pg_export_snapshot()");
      source.execute("truncate lines");
      Sql.execute(reader, "begin isolation level repeatable read");
      Sql.execute(reader, "set transaction snapshot '" + snapshot + "'");
      assertThat(one(reader, "select count(*) from lines")).isEqualTo("0");
    }
  }

  @Test
  void anAlterTableIsLetThroughAndTheExtractionGivesWay() throws Exception {
    try (ExtractedSource source = ExtractedSource.create(folder, SLOW)) {
      Heard heard = new Heard(() -> execute(source, "alter table lines add column note text"));
      DaybookException failure = failure(source, impatient(source), heard);

      assertThat(failure.code()).isEqualTo(Code.SRC_YIELD);
      assertThat(failure)
          .hasMessageContaining("waited")
          .hasMessageContaining("AccessExclusiveLock of lines")
          .hasMessageContaining("all locks are released");
      assertThat(heard.done()).isEqualTo("done");
      assertThat(source.value("select count(*)" + SLICES)).isEqualTo("0");
      assertThat(source.files.list("data")).isEmpty();
    }
  }

  @Test
  void aTableThatIsLockedTooLongIsNamed() throws Exception {
    try (ExtractedSource source = ExtractedSource.create(folder, SLOW);
        var holder = source.database.connect();
        var statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("lock table lines in access exclusive mode");
      ExtractionLimits patience =
          new ExtractionLimits(
              1 << 20,
              Duration.ofMillis(500),
              Duration.ofMinutes(1),
              1,
              1,
              Duration.ofMillis(10),
              QuarantineLimit.DEFAULT);

      assertThatThrownBy(
              () -> source.extract(source.settings(), patience, new ExtractionListener() {}))
          .hasMessageContaining("SRC-LOCK Cannot lock the tables of source tested");
    }
  }

  @Test
  void connectionsThatAreCutAreOpenedAgain() throws Exception {
    try (ExtractedSource source = ExtractedSource.create(folder, SLOW)) {
      for (long bytes : new long[] {1, 1_000, 100_000}) {
        try (FaultyProxy proxy =
            FaultyProxy.before(
                source.database.url(),
                connection ->
                    connection % 2 == 1 && connection <= 5
                        ? new FaultyProxy.Fault(FaultyProxy.Kind.CUT, bytes)
                        : FaultyProxy.none(),
                Duration.ZERO)) {
          SourceSettings cut =
              source.settings(proxy.url(), Duration.ofSeconds(5), Duration.ofSeconds(20));

          requireAll(
              source, source.extract(cut, ExtractedSource.LIMITS, new ExtractionListener() {}));

          assertThat(proxy.faults()).as("cut after %s bytes", bytes).isPositive();
        }
      }
    }
  }

  @Test
  void aSilentServerIsLeftAndAskedAgain() throws Exception {
    try (ExtractedSource source = ExtractedSource.create(folder, SLOW);
        FaultyProxy proxy =
            FaultyProxy.before(
                source.database.url(),
                connection ->
                    connection == 2
                        ? new FaultyProxy.Fault(FaultyProxy.Kind.STALL, 100_000)
                        : FaultyProxy.none(),
                Duration.ofMillis(1))) {
      SourceSettings stalled =
          source.settings(proxy.url(), Duration.ofSeconds(5), Duration.ofSeconds(3));

      requireAll(
          source, source.extract(stalled, ExtractedSource.LIMITS, new ExtractionListener() {}));

      assertThat(proxy.faults()).isEqualTo(1);
    }
  }

  @Test
  void aServerThatIsNotThereIsTriedAFewTimesAWrongPasswordOnce() throws Exception {
    try (ExtractedSource source = ExtractedSource.create(folder, SLOW)) {
      Heard heard = new Heard(() -> "");
      SourceSettings nowhere =
          source.settings(
              "jdbc:postgresql://127.0.0.1:1/nothing",
              Duration.ofSeconds(5),
              Duration.ofSeconds(5));
      SourceSettings wrong =
          new SourceSettings(
              source.database.url(),
              source.database.user(),
              "wrong",
              3,
              Duration.ofSeconds(5),
              Duration.ofMillis(200),
              Duration.ofSeconds(5),
              Duration.ofSeconds(5));

      assertThat(failure(source, nowhere, heard).code()).isEqualTo(Code.SRC_UNREACHABLE);
      assertThat(heard.restarts).isEqualTo(ExtractedSource.LIMITS.attempts() - 1);
      heard.restarts = 0;
      assertThat(failure(source, wrong, heard).code()).isEqualTo(Code.SRC_AUTH);
      assertThat(heard.restarts).isZero();
    }
  }

  @Test
  void aRoleThatRowLevelSecurityFiltersIsRefused() throws Exception {
    try (ExtractedSource source = ExtractedSource.create(folder, SLOW)) {
      String role = "filtered_" + source.value("select current_database()");
      source.execute(
          "create role " + role + " login password 'secret'",
          "grant select on all tables in schema public to " + role,
          "alter table lines enable row level security");
      SourceSettings filtered =
          new SourceSettings(
              source.database.url(),
              role,
              "secret",
              3,
              Duration.ofSeconds(5),
              Duration.ofMillis(200),
              Duration.ofSeconds(5),
              Duration.ofSeconds(5));

      DaybookException failure = failure(source, filtered, new ExtractionListener() {});

      assertThat(failure.code()).isEqualTo(Code.SRC_RLS);
      assertThat(failure).hasMessageContaining("lines").hasMessageNotContaining("secret");
    }
  }

  @Test
  void aTableThatIsMissingIsNamed() throws Exception {
    try (ExtractedSource source = ExtractedSource.create(folder, SLOW)) {
      DaybookException failure =
          catchThrowableOfType(
              DaybookException.class,
              () ->
                  source.extract(
                      Models.withTableNamed(source.model(), "lines", "invoices"),
                      source.settings(),
                      ExtractedSource.LIMITS,
                      new ExtractionListener() {}));

      assertThat(failure.code()).isEqualTo(Code.SRC_SCHEMA);
      assertThat(failure).hasMessageContaining("invoices");
    }
  }

  @Test
  void aSourceThatDoesNotHoldWhatWasReadIsNotAccepted() throws Exception {
    try (ExtractedSource source =
        ExtractedSource.create(
            folder,
            "create view shaky as select n as id"
                + " from generate_series(1, 10 + (random() * 100000)::integer) n")) {
      DaybookException failure = failure(source, source.settings(), new ExtractionListener() {});

      assertThat(failure.code()).isEqualTo(Code.SRC_RECONCILE);
      assertThat(failure)
          .hasMessageContaining("Cannot reconcile shaky: the source holds")
          .hasMessageContaining("were written and 0 left out");
      assertThat(source.files.list("data")).isEmpty();
    }
  }

  private static SourceSettings impatient(ExtractedSource source) {
    return source.settings(source.database.url(), Duration.ofMillis(200), Duration.ofSeconds(20));
  }

  private static String one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void requireAll(ExtractedSource source, Extracted extracted) {
    assertThat(
            source
                .rows(
                    extracted,
                    "select (select count(*) from raw.lines), (select sum(amount) from raw.lines),"
                        + " (select count(distinct id) from raw.slow)")
                .toString())
        .isEqualTo("[[20000, 200010000.00, 600]]");
    assertThat(source.files.list("data"))
        .containsExactlyInAnyOrderElementsOf(
            extracted.tables().stream()
                .flatMap(table -> table.files().stream())
                .map(file -> file.path())
                .toList());
  }

  private static DaybookException failure(
      ExtractedSource source, SourceSettings settings, ExtractionListener listener) {
    return catchThrowableOfType(
        DaybookException.class, () -> source.extract(settings, ExtractedSource.LIMITS, listener));
  }

  /** Ends one session of ours, once there is one. */
  private static String kill(ExtractedSource source, String sessions) {
    try {
      String killed = "0";
      while (killed.equals("0")) {
        killed =
            source.value(
                "select count(pg_terminate_backend(pid)) from (select pid"
                    + sessions
                    + " limit 1) s");
      }
      return killed;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static String execute(ExtractedSource source, String sql) {
    try {
      source.execute(sql);
      return "done";
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Hears what happens, and does something once, beside the extraction, when reading begins. */
  private static final class Heard implements ExtractionListener {
    private final List<String> snapshots = new ArrayList<>();
    private final Supplier<String> action;
    private CompletableFuture<String> running;
    private int restarts;

    Heard(Supplier<String> action) {
      this.action = action;
    }

    @Override
    public void snapshotTaken(String snapshot, Instant takenAt) {
      snapshots.add(snapshot);
    }

    @Override
    public void planned(int tables, int slices, long bytes) {
      if (running == null) {
        running = CompletableFuture.supplyAsync(action);
      }
    }

    @Override
    public void restarted(int attempt, String reason) {
      restarts++;
    }

    String done() throws Exception {
      return running.get(30, TimeUnit.SECONDS);
    }
  }
}
