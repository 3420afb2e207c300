package io.daybook.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.source.Finding;
import io.daybook.source.SourceCheck;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run asks what {@code source check} asks, locks what it will read, and leaves the rest alone.
 */
class TestWhatMayBeRead {
  private static final int LINES = 20_000;
  private static final Map<String, Set<String>> USED = Map.of("lines", Set.of("amount"));

  /** Roles belong to the whole server. */
  private static final AtomicInteger ROLES = new AtomicInteger();

  @TempDir Path folder;
  private final String role =
      "read_" + ProcessHandle.current().pid() + "_" + ROLES.incrementAndGet();
  private ExtractedSource source;

  @BeforeEach
  void create() throws SQLException {
    source =
        ExtractedSource.create(
            folder,
            "create table lines (id integer primary key, amount numeric(12,2) not null, note text,"
                + " token text)",
            "insert into lines select n, n, repeat('x', 40), 'secret' from generate_series(1, "
                + LINES
                + ") n",
            "create table posts (id integer primary key, text text)",
            "create role " + role + " login password 'of-role'",
            "grant select on all tables in schema public to " + role);
  }

  @AfterEach
  void drop() throws SQLException {
    source.execute("drop owned by %1$s cascade; drop role %1$s".formatted(role));
    source.close();
  }

  @Test
  void aTableThatNobodyUsesAndThatIsClosedToUsIsNotLocked() throws SQLException {
    source.execute("revoke select on posts from " + role);
    try (Connection session = settings().connect("test")) {
      // Two-sided: to lock every table of the model is what the server refuses.
      assertThatThrownBy(
              () -> Sql.execute(session, "begin; lock table lines, posts in access share mode"))
          .hasMessageContaining("permission denied for table posts");
    }
    Checked checked = new Checked();
    assertThat(extract(source.model(), USED, checked).tables())
        .extracting(table -> table.name())
        .containsExactly("raw.lines");
    assertThat(checked.less).isTrue();
    assertThat(checked.texts()).contains("posts: the role has no SELECT");

    Map<String, Set<String>> used = Map.of("posts", Set.of("text"));
    assertStopsAlike(used, Code.SRC_RIGHTS);
  }

  @Test
  void columnsAreEnoughAndLargeTablesAreStillReadInParts() throws SQLException {
    source.execute(
        "revoke select on lines from " + role,
        "grant select (id, amount, note, ctid) on lines to " + role);
    SourceModel model = source.model();
    AtomicInteger slices = new AtomicInteger();
    List<String> locks = new ArrayList<>();
    Checked checked =
        new Checked() {
          @Override
          public void snapshotTaken(String snapshot, Instant takenAt) {
            locks.addAll(locks());
          }

          @Override
          public void planned(int tables, int count, long bytes) {
            slices.set(count);
          }
        };
    Extracted extracted = extract(model, USED, checked);
    assertThat(checked.texts()).contains("lines.token: the role has no SELECT on the column");
    assertThat(slices.get()).as("slices of two tables").isGreaterThan(3);
    assertThat(locks).as("what may not be truncated under us").contains("lines", "posts");
    assertThat(source.rows(extracted, "select count(*), sum(amount) from raw.lines").toString())
        .isEqualTo("[[%d, %d.00]]".formatted(LINES, (long) LINES * (LINES + 1) / 2));

    source.execute("revoke select (ctid) on lines from " + role);
    slices.set(0);
    assertThat(extract(model, USED, checked).tables()).hasSize(2);
    assertThat(slices.get()).as("without ctid a table is one part").isEqualTo(2);
  }

  private List<String> locks() {
    try {
      return ExtractedSource.query(
              source.database,
              "set search_path = public",
              "select relation::regclass::text from pg_locks l join pg_stat_activity a using (pid)"
                  + " where a.usename = '"
                  + role
                  + "' and l.mode = 'AccessShareLock' and l.relation is not null"
                  + " and l.database = (select oid from pg_database where datname = current_database())")
          .stream()
          .map(row -> row.get(0).toString())
          .toList();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aMaterializedViewIsLockedToo() throws SQLException {
    source.execute(
        "create materialized view sums as select id, amount from lines",
        "grant select on sums to " + role);
    List<String> locks = new ArrayList<>();
    extract(
        source.model(),
        USED,
        new Checked() {
          @Override
          public void snapshotTaken(String snapshot, Instant takenAt) {
            locks.addAll(locks());
          }
        });
    assertThat(locks).as("a refresh would empty it under our snapshot").contains("sums");
  }

  @Test
  void aViewThatWasNeverFilledStopsOnlyWhoUsesIt() throws SQLException {
    source.execute(
        "create materialized view sums as select id, amount from lines with no data",
        "grant select on sums to " + role);
    Checked checked = new Checked();
    assertThat(extract(source.model(), USED, checked).tables())
        .extracting(table -> table.name())
        .containsExactly("raw.lines", "raw.posts");
    assertThat(checked.texts())
        .contains(
            "sums: cannot be read: materialized view \"sums\" has not been populated"
                + " (SQLSTATE 55000)");
    assertStopsAlike(Map.of("sums", Set.of("amount")), Code.SRC_TABLE);
  }

  @Test
  void aForeignServerThatIsDownStopsOnlyWhoUsesIt() throws SQLException {
    source.execute(
        "create extension postgres_fdw",
        "create server away foreign data wrapper postgres_fdw"
            + " options (host '127.0.0.1', port '1', dbname 'nothing')",
        "create user mapping for public server away options (user 'u', password 'p')",
        "create foreign table visits (id integer, amount numeric(12,2)) server away",
        "grant select on visits to " + role);
    SourceModel model = source.model();
    Checked checked = new Checked();
    assertThat(extract(model, USED, checked).tables())
        .extracting(table -> table.name())
        .containsExactly("raw.lines", "raw.posts");
    assertThat(checked.texts())
        .anyMatch(text -> text.startsWith("visits: what stands behind it cannot be reached: "));
    assertStopsAlike(model, Map.of("visits", Set.of("amount")), Code.SRC_UNREACHABLE);
  }

  @Test
  void whatAViewFailsAtBelongsToTheSource() throws SQLException {
    source.execute(
        "create view shares as select id, 100 / (id - 7) as share, note from lines",
        "grant select on shares to " + role);
    DaybookException failure =
        catchThrowableOfType(
            DaybookException.class,
            () -> extract(source.model(), Map.of("shares", Set.of("share")), new Checked()));
    assertThat(failure.code()).isEqualTo(Code.SRC_TABLE);
    assertThat(failure.getMessage())
        .contains("Cannot read table shares: division by zero (SQLSTATE 22012)")
        .contains("sql/tested/source.yml", "daybook source check tested")
        .doesNotContain("defect");
  }

  @Test
  void whatHasBecomeWiderIsReadWhileItFits() throws SQLException {
    SourceModel model = source.model();
    source.execute(
        "alter table lines alter column id type bigint",
        "alter table lines alter column amount type numeric(16,4)");
    Checked checked = new Checked();
    Extracted extracted = extract(model, USED, checked);
    assertThat(checked.less).isFalse();
    assertThat(checked.texts())
        .anyMatch(text -> text.contains("is now bigint; it is read as long"));
    assertThat(
            source
                .rows(extracted, "select max(id), sum(amount), typeof(max(id)) from raw.lines")
                .toString())
        .isEqualTo("[[%d, %d.00, INTEGER]]".formatted(LINES, (long) LINES * (LINES + 1) / 2));
  }

  @Test
  void whatHasBecomeNarrowerIsRead() throws SQLException {
    source.execute("alter table lines alter column id type bigint");
    SourceModel model = source.model();
    source.execute(
        "alter table lines alter column id type integer",
        "alter table lines alter column amount type numeric(8,1)");
    assertThat(
            source
                .rows(
                    extract(model, USED, new Checked()),
                    "select max(id), max(amount), typeof(max(id)) from raw.lines")
                .toString())
        .isEqualTo("[[%d, %d.00, BIGINT]]".formatted(LINES, LINES));
  }

  private void assertStopsAlike(Map<String, Set<String>> used, Code code) throws SQLException {
    assertStopsAlike(source.model(), used, code);
  }

  /** The run and the check end with the same code. */
  private void assertStopsAlike(SourceModel model, Map<String, Set<String>> used, Code code)
      throws SQLException {
    DaybookException stopped =
        catchThrowableOfType(DaybookException.class, () -> extract(model, used, new Checked()));
    assertThat(stopped.code()).isEqualTo(code);
    assertThat(stopped.getMessage()).doesNotContain("<source>");
    try (Connection session = settings().connect("test")) {
      List<Finding> findings = new SourceCheck(model, 3).findings(session, used);
      assertThat(findings).anyMatch(finding -> finding.code() == code);
      assertThat(SourceCheck.exitCode(findings)).isEqualTo(code.kind().exitCode());
    }
  }

  private Extracted extract(
      SourceModel model, Map<String, Set<String>> used, ExtractionListener listener) {
    return new Extraction(model, used, Map.of(), settings(), ExtractedSource.LIMITS)
        .extract(source.engine(), source.files, "data/r1/raw", 1, listener);
  }

  private SourceSettings settings() {
    return new SourceSettings(
        source.database.url(),
        role,
        "of-role",
        3,
        Duration.ofSeconds(5),
        Duration.ofMillis(200),
        Duration.ofSeconds(5),
        Duration.ofSeconds(20));
  }

  /** Remembers what was found. */
  private static class Checked implements ExtractionListener {
    private final List<Finding> findings = new ArrayList<>();
    boolean less;

    @Override
    public void checked(List<Finding> found, boolean isLess) {
      findings.addAll(found);
      less = isLess;
    }

    List<String> texts() {
      return findings.stream().map(Finding::toString).toList();
    }
  }
}
