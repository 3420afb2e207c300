package io.daybook.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.postgres.TestReplica;
import io.daybook.source.Finding;
import io.daybook.source.SourceCheck;
import io.daybook.source.server.ServerIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that is a streaming replica: what it cannot show, and how it ends our sessions. */
class TestReplicaSource {
  private static final Map<String, Set<String>> USED = Map.of("lines", Set.of("amount"));

  @TempDir static Path servers;
  private static TestReplica pair;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException, SQLException {
    pair =
        TestReplica.start(
            servers, Map.of("hot_standby_feedback", "off", "max_standby_streaming_delay", "0"));
    pair.execute(
        "create table lines (id integer primary key, amount numeric(12,2) not null)",
        "insert into lines select n, n from generate_series(1, 5000) n",
        "create unlogged table sessions (id bigint primary key, data text)",
        "create view opened as select id from sessions");
  }

  @AfterAll
  static void stop() {
    pair.close();
  }

  @Test
  void whatAReplicaCannotShowIsLeftOutWhereNobodyUsesIt() throws SQLException {
    try (ExtractedSource source = ExtractedSource.of(pair.replica(), folder)) {
      List<Finding> found = new ArrayList<>();
      Extracted extracted =
          new Extraction(source.model(), USED, Map.of(), source.settings(), ExtractedSource.LIMITS)
              .extract(
                  source.engine(),
                  source.files,
                  "data/r1/raw",
                  1,
                  new ExtractionListener() {
                    @Override
                    public void checked(List<Finding> findings, boolean less) {
                      assertThat(less).isTrue();
                      found.addAll(findings);
                    }
                  });
      assertThat(source.rows(extracted, "select count(*) from raw.lines"))
          .isEqualTo(List.of(List.of(5000L)));
      assertThat(extracted.tables())
          .extracting(table -> table.name())
          .contains("raw.lines")
          .doesNotContain("raw.sessions", "raw.opened");
      assertThat(found)
          .filteredOn(finding -> finding.code() == Code.SRC_TABLE)
          .extracting(Finding::toString)
          .containsExactly(
              "sessions: is unlogged, and a replica cannot show what is in it",
              "opened: cannot be read: cannot access temporary or unlogged relations during"
                  + " recovery (SQLSTATE 0A000)");
    }
  }

  @Test
  void theCheckAndTheRunStopAtItAlikeWhereItIsUsed() throws SQLException {
    Map<String, Set<String>> used = Map.of("sessions", Set.of("data"));
    try (ExtractedSource source = ExtractedSource.of(pair.replica(), folder);
        Connection session = source.settings().connect("test")) {
      DaybookException stopped =
          catchThrowableOfType(
              DaybookException.class,
              () ->
                  new Extraction(
                          source.model(), used, Map.of(), source.settings(), ExtractedSource.LIMITS)
                      .extract(
                          source.engine(),
                          source.files,
                          "data/r1/raw",
                          1,
                          new ExtractionListener() {}));
      assertThat(stopped.code()).isEqualTo(Code.SRC_TABLE);
      List<Finding> findings = new SourceCheck(source.model(), 3).findings(session, used);
      assertThat(SourceCheck.exitCode(findings)).isEqualTo(stopped.kind().exitCode());
    }
    try (Connection primary = pair.primary().connect();
        Statement statement = primary.createStatement()) {
      // Two-sided: the primary shows the same table.
      statement.executeQuery("select data from sessions").close();
    }
  }

  @Test
  void aReplicaThatEndsOurSnapshotIsToldWhatToSet() throws SQLException {
    try (ExtractedSource source = ExtractedSource.of(pair.replica(), folder)) {
      ExtractionListener cleaning =
          new ExtractionListener() {
            @Override
            public void snapshotTaken(String snapshot, Instant takenAt) {
              try {
                pair.execute("update lines set amount = amount + 1", "vacuum lines");
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            }
          };
      DaybookException lost =
          catchThrowableOfType(
              DaybookException.class,
              () ->
                  new Extraction(
                          source.model(), USED, Map.of(), source.settings(), ExtractedSource.LIMITS)
                      .extract(source.engine(), source.files, "data/r1/raw", 1, cleaning));
      assertThat(lost.code()).isEqualTo(Code.SRC_LOST);
      assertThat(lost.getMessage())
          .contains("hot_standby_feedback = on")
          .contains("max_standby_streaming_delay")
          .doesNotContain("begins again");
    }
  }

  @Test
  void aSnapshotOnAnotherServerIsNotCalledGone() throws Exception {
    try (ExtractedSource source = ExtractedSource.of(pair.replica(), folder);
        Connection primary = pair.primary().connect();
        Statement statement = primary.createStatement()) {
      statement.execute("begin isolation level repeatable read read only");
      String snapshot = ExtractedSource.one(primary, "select pg_export_snapshot()");
      SnapshotAccess access =
          new SnapshotAccess(
              "shop",
              source.settings(),
              ServerIdentity.of(primary),
              snapshot,
              "daybook " + snapshot,
              18,
              1,
              Duration.ofMillis(1));
      assertThatThrownBy(
              () -> access.read("read table lines", Duration.ofSeconds(5), connection -> 1))
          .hasMessageContaining("SRC-LOST Cannot read table lines: the snapshot " + snapshot)
          .hasMessageContaining("lies on another server")
          .hasMessageContaining(", a primary, started")
          .hasMessageContaining(", a replica, started")
          .hasMessageContaining("name one server in the URL of source shop");
    } finally {
      SourceSessions.close(ExtractedSource.of(pair.replica(), folder).settings());
    }
  }
}
