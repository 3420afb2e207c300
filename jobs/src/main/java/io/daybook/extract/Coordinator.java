package io.daybook.extract;

import io.daybook.copy.Names;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.source.SourceErrors;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The session that locks the tables, exports the snapshot and stays open until everything was read
 * and reconciled: with it go the locks, and a TRUNCATE would slip in. Its thread is the caller's;
 * once a {@link Watch} runs on the session, the watch's alone.
 */
final class Coordinator implements AutoCloseable {
  /**
   * An exported snapshot and where it lies.
   *
   * @param blockSize bytes of a page of the server
   * @param encoding the database's encoding
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
      String encoding) {
    /** Whether the server would not turn texts into UTF-8: they are read as bytes. */
    boolean textAsBytes() {
      return encoding.equals("SQL_ASCII");
    }
  }

  private static final String KINDS =
      """
      select c.relname, c.relkind
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where n.nspname = ? and c.relname = any (?)
      """;

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

  private final SourceModel model;
  private final SourceSettings settings;
  private final ExtractionLimits limits;
  private final Connection connection;
  private final int serverMajor;
  private Position position;

  private Coordinator(SourceModel model, SourceSettings settings, ExtractionLimits limits)
      throws SQLException {
    this.model = model;
    this.settings = settings;
    this.limits = limits;
    this.connection = settings.connect("daybook coordinator");
    this.serverMajor = connection.getMetaData().getDatabaseMajorVersion();
  }

  /**
   * Opens the session, locks every table of the model, then takes the snapshot: in this order,
   * because a lock does not fix the snapshot and what is locked can no longer change its shape.
   *
   * @throws DaybookException SRC_UNREACHABLE, SRC_AUTH, SRC_VERSION, SRC_RIGHTS, SRC_LOCK, SRC_LOST
   */
  static Coordinator open(SourceModel model, SourceSettings settings, ExtractionLimits limits)
      throws InterruptedException {
    Coordinator coordinator = null;
    try {
      coordinator = new Coordinator(model, settings, limits);
      coordinator.lock();
      coordinator.position = coordinator.export();
      Coordinator opened = coordinator;
      coordinator = null;
      return opened;
    } catch (SQLException e) {
      throw failure("take a snapshot of source " + model.name(), e);
    } finally {
      if (coordinator != null) {
        coordinator.close();
      }
    }
  }

  /** The failure of a statement of the coordinator. */
  static DaybookException failure(String what, SQLException e) {
    return SourceErrors.failure("Cannot " + what, e)
        .state("nothing of the source is locked; readers keep the published release")
        .next(
            SourceErrors.isTransient(e)
                ? "none: the next run tries again; look at the server's log if it lasts"
                : "compare the source with its model: daybook source check <source>")
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

  private void lock() throws SQLException, InterruptedException {
    Set<String> tables = lockable();
    long deadline = System.nanoTime() + limits.lockPatience().toNanos();
    Backoff pause = new Backoff(settings.lockTimeout().dividedBy(2));
    while (true) {
      try {
        Sql.execute(
            connection,
            "begin transaction isolation level repeatable read read only; "
                + SnapshotAccess.patience(serverMajor, settings.lockTimeout()));
        if (!tables.isEmpty()) {
          Sql.execute(connection, lockStatement(tables));
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
                + model.name()
                + " within "
                + limits.lockPatience().toSeconds()
                + " s",
            e)
        .state("nothing of the source is locked; readers keep the published release")
        .next("see who holds a table in pg_locks (ALTER, TRUNCATE, VACUUM FULL); then run again")
        .build();
  }

  private String lockStatement(Set<String> tables) {
    return tables.stream()
        .map(table -> Names.qualified(model.schema(), table))
        .collect(Collectors.joining(", ", "lock table ", " in access share mode"));
  }

  /**
   * The model's tables that are there and can be locked; PostgreSQL locks no materialized view and
   * no foreign table. What is missing is said by the check of the schema.
   */
  private Set<String> lockable() throws SQLException {
    Set<String> tables = new TreeSet<>();
    try (PreparedStatement statement = connection.prepareStatement(KINDS)) {
      statement.setString(1, model.schema());
      statement.setArray(2, connection.createArrayOf("text", model.tables().keySet().toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          if ("rpv".contains(rows.getString(2))) {
            tables.add(rows.getString(1));
          }
        }
      }
    }
    return tables;
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
          row.getString(10));
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
