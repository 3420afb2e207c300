package io.daybook.warehouse;

import static java.util.Objects.requireNonNull;

import io.daybook.duckdb.DuckDb;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.schema.Column;
import io.daybook.schema.KeyForm;
import io.daybook.sql.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The DuckDB file of a release, for analysts: marts as tables with their comments, raw tables,
 * facts and recorded datasets as views over the release's Parquet files, and a table {@code
 * release} that says which release it is. Views name files absolutely: a warehouse that moves needs
 * a new release.
 *
 * <p>DuckDB names a catalog after its file, so {@code marts.mv_daily_metrics} is the catalog {@code
 * marts} and a table of its main schema; with a schema of that name it would be ambiguous.
 */
public final class AnalystDatabase {
  /** Readable by every DuckDB from 1.2 on; 2.0 alone would lock the 1.4 clients out. */
  private static final String STORAGE = "v1.2.0";

  /** Enough to sort and write in pieces; the default would be most of the machine. */
  private static final String BUILD_MEMORY = "1GB";

  private final FileStore files;

  /** Databases over a source's folder of the warehouse, which must be on this machine. */
  public AnalystDatabase(FileStore files) {
    this.files = requireNonNull(files, "files is null");
  }

  /**
   * What the table {@code release} says.
   *
   * @param asOf the instant the source is shown at
   */
  public record About(
      long release, String source, String run, String engine, String daybook, Instant asOf) {}

  /**
   * Builds the file of a release.
   *
   * @param path where, below the source's folder; replaced when an attempt before left one
   * @return the sealed file
   * @throws DaybookException RES_DISK, RES_IO, or ENGINE_FAILED
   */
  public DataFile build(String path, About about, List<Dataset> datasets) {
    Path file = files.local(path);
    try {
      Files.createDirectories(file.getParent());
      // a log beside it would be replayed into the new file
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".wal"));
      Files.deleteIfExists(file);
      try (Connection connection = DuckDb.open();
          Statement statement = connection.createStatement()) {
        statement.execute("set memory_limit = '" + BUILD_MEMORY + "'");
        statement.execute("set temp_directory = " + Quoted.text(file + ".tmp"));
        statement.execute(
            "attach "
                + Quoted.text(file.toString())
                + " as book (storage_version '"
                + STORAGE
                + "')");
        statement.execute("use book");
        // One transaction: each of its many comments would be a sync of the disk otherwise.
        statement.execute("begin");
        for (Dataset.Layer layer : Dataset.Layer.values()) {
          if (layer != Dataset.Layer.MART) {
            statement.execute("create schema " + layer.schema());
          }
        }
        describe(statement, about);
        for (Dataset dataset : datasets) {
          add(statement, dataset);
        }
        statement.execute("commit");
        statement.execute("use memory");
        statement.execute("detach book");
      }
    } catch (SQLException e) {
      throw buildFailure(path, e);
    } catch (IOException e) {
      throw files.failure("build " + path, e);
    }
    return files.seal(path, 0);
  }

  private static void describe(Statement statement, About about) throws SQLException {
    statement.execute(
        """
        create table release as
        select
            cast(%d as bigint) as release,
            %s as source,
            %s as run,
            %s as engine,
            %s as daybook,
            timestamptz '%s' as as_of
        """
            .formatted(
                about.release(),
                Quoted.text(about.source()),
                Quoted.text(about.run()),
                Quoted.text(about.engine()),
                Quoted.text(about.daybook()),
                about.asOf()));
    statement.execute(
        "comment on table release is 'Which release this file shows; as_of is the instant the"
            + " source is shown at'");
  }

  private void add(Statement statement, Dataset dataset) throws SQLException {
    boolean isMart = dataset.layer() == Dataset.Layer.MART;
    String kind = isMart ? "table" : "view";
    String name = isMart ? Quoted.name(dataset.table()) : dataset.quotedName();
    statement.execute("create " + kind + " " + name + " as " + select(dataset, isMart));
    statement.execute(
        "comment on %s %s is %s".formatted(kind, name, Quoted.text(dataset.description())));
    for (Column column : dataset.schema().columns()) {
      if (!column.comment().isEmpty()) {
        statement.execute(
            "comment on column %s.%s is %s"
                .formatted(name, Quoted.name(column.name()), Quoted.text(column.comment())));
      }
    }
  }

  private String select(Dataset dataset, boolean ordered) {
    String order =
        ordered && !dataset.grain().isEmpty()
            ? dataset.grain().stream()
                .map(name -> Quoted.name(name) + " nulls last")
                .collect(Collectors.joining(", ", " order by ", ""))
            : "";
    return DatasetSql.select(files, dataset, KeyForm.TEXT) + order;
  }

  /**
   * Opens the file of a release for reading, attached to a fresh in-memory instance: a second
   * instance on the same path would show the file that the first one cached.
   *
   * @return a connection whose default catalog is the release; the caller closes it
   * @throws DaybookException RELEASE_MISSING when there is no such release, RELEASE_CORRUPT when
   *     DuckDB cannot read its file
   */
  public Connection open(long release) {
    Path file = files.local(Releases.databasePath(release));
    if (!Files.exists(file)) {
      // published a moment ago, and its links are not made yet
      file = files.local(new Releases(files).load(release).database().path());
    }
    try {
      Connection connection = DuckDb.open();
      try (Statement statement = connection.createStatement()) {
        statement.execute("attach " + Quoted.text(file.toString()) + " as marts (read_only)");
        statement.execute("use marts");
        statement.execute("set lock_configuration = true");
        return connection;
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw DaybookException.of(
              Code.RELEASE_CORRUPT, "Cannot open release " + release + ": " + e.getMessage())
          .line("file", file.toString())
          .state("nothing was changed")
          .next("restore the file from a backup, or: daybook rollback to another release")
          .cause(e)
          .build();
    }
  }

  private DaybookException buildFailure(String path, SQLException e) {
    if (FileStore.isFull(e)) {
      return files.failure("build " + path, new IOException(e.getMessage(), e));
    }
    return DaybookException.of(
            Code.ENGINE_FAILED, "Cannot build " + files.absolute(path) + ": " + e.getMessage())
        .state("readers keep the published release; nothing of it was changed")
        .next("report it with the log, then resume the run")
        .cause(e)
        .build();
  }
}
