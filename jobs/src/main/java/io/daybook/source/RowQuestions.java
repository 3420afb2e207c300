package io.daybook.source;

import io.daybook.fault.Code;
import io.daybook.source.server.Patience;
import io.daybook.source.server.SourceErrors;
import io.daybook.source.server.Waiter;
import io.daybook.sql.Quoted;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Questions to the rows of a source, each in a transaction of its own that ends soon, and at once
 * when somebody has waited too long for what it locks. A question that cannot be answered of one
 * table ends nothing: the table is named among {@link #shortfalls}.
 */
final class RowQuestions implements AutoCloseable {
  /** Rows of a table that are looked at where more would tell no more, or take too long. */
  static final int ROWS = 100_000;

  /** What one question may take; whoever needs longer has told nothing. */
  static final Duration LONGEST = Duration.ofSeconds(20);

  /** A source lends us its connections, and no processors beside. */
  private static final String ALONE = "set local max_parallel_workers_per_gather = 0; ";

  private static final String CANCELLED = "57014";

  /** A replica ended the question for what the primary has done; the session goes on. */
  private static final String CONFLICT = "40001";

  /** A limit of the server that the question met, whatever the rows are. */
  private static final String LIMIT = "54";

  /** Failures that are of the table alone: the next one may answer. */
  private static final Set<Code> OF_A_TABLE =
      Set.of(
          Code.SRC_TABLE,
          Code.SRC_POISON,
          Code.SRC_ENCODING,
          Code.SRC_LOCK,
          Code.SRC_RIGHTS,
          Code.SRC_RLS,
          Code.SRC_SCHEMA);

  /** Those of them at which a night would fail as well. */
  private static final Set<Code> OF_ROWS =
      Set.of(Code.SRC_TABLE, Code.SRC_POISON, Code.SRC_ENCODING);

  private final Connection connection;
  private final QuestionWatch watch;
  private final Schemas schemas;
  private final Duration longest;
  private final String settings;
  private final Map<String, Set<String>> shortfalls = new TreeMap<>();

  /** Questions that may take {@link #LONGEST}, on two sessions of the source. */
  static RowQuestions open(SourceSettings settings, Schemas schemas) throws SQLException {
    return open(settings, schemas, LONGEST);
  }

  /** The same that may take so long. */
  static RowQuestions open(SourceSettings settings, Schemas schemas, Duration longest)
      throws SQLException {
    Connection connection = settings.connect(QuestionWatch.APPLICATION);
    try {
      return new RowQuestions(
          connection, QuestionWatch.start(settings), settings, schemas, longest);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private RowQuestions(
      Connection connection,
      QuestionWatch watch,
      SourceSettings settings,
      Schemas schemas,
      Duration longest)
      throws SQLException {
    this.connection = connection;
    this.watch = watch;
    this.schemas = schemas;
    this.longest = longest;
    this.settings =
        Patience.settings(
                connection.getMetaData().getDatabaseMajorVersion(), settings.lockTimeout())
            + "set local statement_timeout = "
            + longest.toMillis()
            + "; "
            + ALONE
            + "set local application_name = "
            + Quoted.text(watch.application());
    connection.setNetworkTimeout(
        Runnable::run, Math.toIntExact(longest.plus(settings.socketTimeout()).toMillis()));
    connection.setAutoCommit(false);
  }

  /**
   * What a question came to.
   *
   * @param rows none where there is no answer; arrays of SQL are such of Java
   */
  record Answer(List<List<Object>> rows, Optional<Refusal> refusal) {}

  /**
   * Why there is no answer.
   *
   * @param why in words for a person, without what the server quotes of a row
   * @param isOfRows whether whoever reads the rows will fail as well
   */
  record Refusal(String why, boolean isOfRows) {}

  /** The table in SQL. */
  String place(String table) {
    return Quoted.name(schemas.schema(table), schemas.table(table));
  }

  /** The rows of an answer; where there is none, the table falls short of it. */
  Optional<List<List<Object>>> ask(String table, String sql) throws SQLException {
    Answer answer = answer(sql);
    answer
        .refusal()
        .ifPresent(
            refusal -> fellShort(table, "not all of it could be looked at: " + refusal.why()));
    return answer.refusal().isPresent() ? Optional.empty() : Optional.of(answer.rows());
  }

  /** The same for those who say themselves what it means that there is no answer. */
  Answer answer(String sql) throws SQLException {
    long began = System.nanoTime();
    try (Statement statement = connection.createStatement()) {
      statement.execute(settings);
      watch.begun(statement);
      List<List<Object>> answer = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery(sql)) {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
          List<Object> row = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            Object value = rows.getObject(i);
            row.add(value instanceof Array array ? array.getArray() : value);
          }
          answer.add(row);
        }
      }
      return new Answer(answer, Optional.empty());
    } catch (SQLException e) {
      return new Answer(
          List.of(), Optional.of(refusal(e, watch.waiter(), System.nanoTime() - began)));
    } finally {
      watch.ended();
      connection.rollback();
    }
  }

  private Refusal refusal(SQLException e, Optional<Waiter> waiter, long nanos) throws SQLException {
    String state = String.valueOf(e.getSQLState());
    if (waiter.isPresent()) {
      return new Refusal(waiter.get().toString(), false);
    }
    if (state.equals(CANCELLED) && nanos >= longest.toNanos()) {
      return new Refusal("it would take longer than " + longest.toSeconds() + " s", false);
    }
    Code code = SourceErrors.codeOf(e);
    if (!OF_A_TABLE.contains(code) && !state.equals(CANCELLED) && !state.equals(CONFLICT)) {
      throw e;
    }
    return new Refusal(
        SourceErrors.reason(e) + SourceErrors.sqlState(e),
        OF_ROWS.contains(code) && !state.startsWith(LIMIT));
  }

  /** Says of a table what was not looked at. */
  void fellShort(String table, String what) {
    shortfalls.computeIfAbsent(table, any -> new LinkedHashSet<>()).add(what);
  }

  /** What was not looked at, by table. */
  Map<String, Set<String>> shortfalls() {
    return shortfalls;
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      watch.close();
    }
  }
}
