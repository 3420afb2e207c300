package io.daybook.extract;

import static java.util.Objects.requireNonNull;

import io.daybook.engine.Engine;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceSettings;
import io.daybook.source.server.TextEncoding;
import io.daybook.warehouse.FileStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads all tables of a source under one snapshot. One extraction may be used again; not by several
 * threads at once.
 */
public final class Extraction {
  /** What a new snapshot may mend. */
  private static final Set<Code> AGAIN = Set.of(Code.SRC_LOST, Code.SRC_UNREACHABLE);

  private final SourceModel model;
  private final SourceSettings settings;
  private final ExtractionLimits limits;
  private final Map<String, ? extends Set<String>> columnsUsed;
  private final Map<String, ? extends Set<String>> dayColumns;

  /** An extraction of this model's tables, all of which must be there. */
  public Extraction(SourceModel model, SourceSettings settings, ExtractionLimits limits) {
    this(model, model.columnNames(), Map.of(), settings, limits);
  }

  /**
   * An extraction of this model's tables. A table or column that the source lacks, or that our role
   * may not read, is left out unless it is used.
   *
   * @param columnsUsed columns that facts, marts and checks read, by table; keys and tenants need
   *     not be named
   * @param dayColumns those of them by which figures are counted by day
   */
  public Extraction(
      SourceModel model,
      Map<String, ? extends Set<String>> columnsUsed,
      Map<String, ? extends Set<String>> dayColumns,
      SourceSettings settings,
      ExtractionLimits limits) {
    this.model = requireNonNull(model, "model is null");
    this.columnsUsed = Map.copyOf(columnsUsed);
    this.dayColumns = Map.copyOf(dayColumns);
    this.settings = requireNonNull(settings, "settings is null");
    this.limits = requireNonNull(limits, "limits is null");
  }

  /**
   * The COPY statements that would read the tables now, the largest first: what an extraction asks
   * of the source, for those who want to measure or to see it.
   *
   * @param connection a session that may read the source
   */
  public List<String> statements(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select current_setting('block_size')::integer, getdatabaseencoding()")) {
      row.next();
      return SlicePlan.plan(
              connection,
              model,
              row.getInt(1),
              new TextEncoding(row.getString(2)),
              new Costs(model, columnsUsed, dayColumns),
              limits.sliceBytes())
          .slices()
          .stream()
          .map(SliceTask::copy)
          .toList();
    }
  }

  /**
   * Extracts every table of the model that can be read into {@code
   * <directory>/<table>/<file>.parquet}, reconciles it with the source and lets the source go. When
   * the snapshot is lost everything is read again under a new one, a few times. What lies in {@code
   * directory}, left by a killed attempt for instance, is removed first, and again on failure.
   *
   * @param engine runs the slices
   * @param directory folder of this run's raw tables below the source's folder of the warehouse;
   *     nobody else's
   * @param builtIn the release that the tables will belong to
   * @throws DaybookException SRC_UNREACHABLE, SRC_AUTH, SRC_DATABASE, SRC_VERSION, SRC_RIGHTS,
   *     SRC_RLS, SRC_SCHEMA, SRC_LOCK, SRC_YIELD, SRC_LOST, SRC_RECONCILE, SRC_POISON, RES_IO,
   *     RES_DISK
   */
  public Extracted extract(
      Engine engine, FileStore files, String directory, long builtIn, ExtractionListener listener) {
    files.deleteFolder(directory);
    Backoff pause = new Backoff(limits.backOff());
    try {
      for (int attempt = 1; ; attempt++) {
        try {
          return new ExtractionAttempt(
                  model,
                  columnsUsed,
                  dayColumns,
                  settings,
                  limits,
                  engine,
                  files,
                  directory,
                  listener)
              .run(builtIn);
        } catch (DaybookException e) {
          files.deleteFolder(directory);
          if (!AGAIN.contains(e.code()) || attempt >= limits.attempts()) {
            throw e;
          }
          listener.restarted(attempt + 1, e.getMessage());
        }
        pause.sleep();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      files.deleteFolder(directory);
      throw DaybookException.of(Code.SRC_LOST, "Cannot go on extracting: it was interrupted")
          .state("nothing of this extraction is kept; readers keep the published release")
          .next("daybook run --resume")
          .cause(e)
          .build();
    }
  }
}
