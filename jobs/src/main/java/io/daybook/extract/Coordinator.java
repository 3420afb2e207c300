package io.daybook.extract;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceSettings;
import io.daybook.source.server.Patience;
import io.daybook.source.server.ServerIdentity;
import io.daybook.source.server.SourceErrors;
import io.daybook.source.server.TextEncoding;
import io.daybook.sql.Quoted;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * The session that locks the tables, exports the snapshot and stays open until everything was read
 * and reconciled: with it go the locks, and a TRUNCATE would slip in. Its thread is the caller's;
 * once a {@link SnapshotWatch} runs on the session, the watch's alone.
 */
final class Coordinator implements AutoCloseable {
  /**
   * An exported snapshot and where it lies.
   *
   * @param blockSize bytes of a page of the server
   * @param encoding that of the database's texts
   */
  record Position(
      String snapshot,
      Instant takenAt,
      long horizon,
      String insertLsn,
      String systemId,
      int timeline,
      long databaseOid,
      int serverVersion,
      int blockSize,
      TextEncoding encoding) {}

  /** A table on which the role holds SELECT as a whole, and what else holds rows here. */
  private static final String KINDS =
      """
      select w.schema, w.place,
          c.relkind in ('r', 'p') and pg_catalog.has_table_privilege(c.oid, 'select')
      from unnest(?::text[], ?::text[]) w (schema, place)
      join pg_catalog.pg_namespace n on n.nspname = w.schema
      join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = w.place
      where c.relkind in ('r', 'p', 'v', 'm')
      order by w.schema, w.place
      """;

  private static final String STATE =
      "nothing of the source is locked; readers keep the published release";

  /** The timeline's number is the head of a log file's name, but a standby cannot say that. */
  private static final String POSITION =
      """
      select pg_catalog.pg_export_snapshot(), pg_catalog.clock_timestamp(),
          pg_catalog.pg_snapshot_xmin(pg_catalog.pg_current_snapshot())::text::bigint,
          case when not pg_catalog.pg_is_in_recovery()
              then pg_catalog.pg_current_wal_insert_lsn()::text end,
          case when not pg_catalog.pg_is_in_recovery()
              then pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_insert_lsn()) end,
          (select oid::bigint from pg_catalog.pg_database where datname = current_database()),
          current_setting('server_version_num')::integer,
          current_setting('block_size')::integer,
          has_function_privilege('pg_catalog.pg_control_system()', 'execute')
              and has_function_privilege('pg_catalog.pg_control_checkpoint()', 'execute'),
          pg_catalog.getdatabaseencoding()
      """;

  private static final String CONTROL =
      """
      select s.system_identifier::text, c.timeline_id
      from pg_catalog.pg_control_system() s, pg_catalog.pg_control_checkpoint() c
      """;

  private final String source;
  private final SourceSettings settings;
  private final ExtractionLimits limits;
  private final Connection connection;
  private final int serverMajor;
  private final ServerIdentity server;
  private Position position;

  private Coordinator(
      String source, SourceSettings settings, ExtractionLimits limits, Connection connection)
      throws SQLException {
    this.source = source;
    this.settings = settings;
    this.limits = limits;
    this.connection = connection;
    this.serverMajor = connection.getMetaData().getDatabaseMajorVersion();
    this.server = ServerIdentity.of(connection);
  }

  /**
   * Opens the session; nothing is locked yet.
   *
   * @param source the source's name, for messages
   * @throws DaybookException SRC_UNREACHABLE, SRC_AUTH, SRC_DATABASE, SRC_VERSION, SRC_LOST
   */
  static Coordinator open(String source, SourceSettings settings, ExtractionLimits limits) {
    Connection connection = settings.connect("daybook coordinator");
    try {
      return new Coordinator(source, settings, limits, connection);
    } catch (SQLException e) {
      Sql.drop(connection);
      throw SourceErrors.failure("Cannot ask the server of source " + source, e)
          .state(STATE)
          .next(SourceErrors.next(e, source, false))
          .build();
    }
  }

  /**
   * Locks the tables of this model, then takes the snapshot: in this order, because a lock does not
   * fix the snapshot and what is locked can no longer change its shape. The transaction is read
   * committed, so that a query that locks fixes no snapshot either.
   *
   * @param model what will be read; nothing else is locked
   * @throws DaybookException SRC_RIGHTS, SRC_LOCK, SRC_LOST
   */
  void hold(SourceModel model) throws InterruptedException {
    try {
      lock(model);
      position = export();
    } catch (SQLException e) {
      throw failure("take a snapshot of source " + source, e);
    }
  }

  /** The failure of a statement of the coordinator. */
  DaybookException failure(String what, SQLException e) {
    return SourceErrors.failure("Cannot " + what, e)
        .state(STATE)
        .next(SourceErrors.next(e, source, server.inRecovery()))
        .build();
  }

  Connection connection() {
    return connection;
  }

  Position position() {
    return position;
  }

  int serverMajor() {
    return serverMajor;
  }

  ServerIdentity server() {
    return server;
  }

  private void lock(SourceModel model) throws SQLException, InterruptedException {
    String statement = lockStatement(model);
    long deadline = System.nanoTime() + limits.lockPatience().toNanos();
    Backoff pause = new Backoff(settings.lockTimeout().dividedBy(2));
    while (true) {
      try {
        Sql.execute(
            connection,
            "begin transaction isolation level read committed read only; "
                + Patience.settings(serverMajor, settings.lockTimeout()));
        if (!statement.isEmpty()) {
          Sql.execute(connection, statement);
        }
        return;
      } catch (SQLException e) {
        if (SourceErrors.codeOf(e) != Code.SRC_LOCK) {
          throw e;
        }
        Sql.execute(connection, "rollback");
        if (System.nanoTime() > deadline) {
          throw unlockable(e);
        }
        pause.sleep();
      }
    }
  }

  private DaybookException unlockable(SQLException e) {
    return SourceErrors.failure(
            "Cannot lock the tables of source "
                + source
                + " within "
                + limits.lockPatience().toSeconds()
                + " s",
            e)
        .state(STATE)
        .next("see who holds a table in pg_locks (ALTER, TRUNCATE, VACUUM FULL); then run again")
        .build();
  }

  /**
   * LOCK TABLE wants SELECT on the whole table and knows no materialized view; a query of no row
   * takes the same lock of both, and of a view's tables with its owner's rights, but one of each
   * index besides. A foreign table cannot be locked at all.
   */
  private String lockStatement(SourceModel model) throws SQLException {
    List<String> whole = new ArrayList<>();
    List<String> statements = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(KINDS)) {
      for (int i = 0; i < 2; i++) {
        statement.setArray(
            i + 1, connection.createArrayOf("text", model.places().get(i).toArray()));
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String table = Quoted.name(rows.getString(1), rows.getString(2));
          if (rows.getBoolean(3)) {
            whole.add(table);
          } else {
            statements.add("select from " + table + " limit 0");
          }
        }
      }
    }
    if (!whole.isEmpty()) {
      statements.add(0, "lock table " + String.join(", ", whole) + " in access share mode");
    }
    return String.join("; ", statements);
  }

  private Position export() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(POSITION)) {
      row.next();
      String lsn = row.getString(4);
      String walFile = row.getString(5);
      List<String> control = row.getBoolean(9) ? control() : List.of("", "0");
      return new Position(
          row.getString(1),
          row.getObject(2, OffsetDateTime.class).toInstant(),
          row.getLong(3),
          lsn == null ? "" : lsn,
          control.get(0),
          walFile == null
              ? Integer.parseInt(control.get(1))
              : Integer.parseInt(walFile.substring(0, 8), 16),
          row.getLong(6),
          row.getInt(7),
          row.getInt(8),
          new TextEncoding(row.getString(10)));
    }
  }

  private List<String> control() throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(CONTROL)) {
      row.next();
      values.add(row.getString(1));
      values.add(row.getString(2));
    }
    return values;
  }

  /** Lets the source go: locks and snapshot end with the session. */
  @Override
  public void close() {
    Sql.drop(connection);
  }
}
