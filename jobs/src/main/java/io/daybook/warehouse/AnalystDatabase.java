package io.daybook.warehouse;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The DuckDB file of a release, for analysts: marts as tables with their comments, raw tables,
 * facts and recorded datasets as views over the release's Parquet files, and a table {@code
 * release} that says which release it is.
 */
public final class AnalystDatabase {
  /** Readable by every DuckDB from 1.2 on; 2.0 alone would lock the 1.4 clients out. */
  private static final String STORAGE = "v1.2.0";

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
   */
  public DataFile build(String path, About about, List<Dataset> datasets) {
    Path file = files.local(path);
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(file);
      try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
          Statement statement = connection.createStatement()) {
        statement.execute("set TimeZone = 'UTC'");
        statement.execute(
            "attach " + text(file.toString()) + " as book (storage_version '" + STORAGE + "')");
        statement.execute("use book");
        for (Dataset.Layer layer : Dataset.Layer.values()) {
          if (layer != Dataset.Layer.MART) {
            statement.execute("create schema " + layer.schema());
          }
        }
        describe(statement, about);
        for (Dataset dataset : datasets) {
          add(statement, dataset);
        }
        statement.execute("use memory");
        statement.execute("detach book");
      }
    } catch (SQLException e) {
      throw failure("build " + path, e);
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
                text(about.source()),
                text(about.run()),
                text(about.engine()),
                text(about.daybook()),
                about.asOf()));
    statement.execute(
        "comment on table release is 'Which release this file shows; as_of is the instant the"
            + " source is shown at'");
  }

  private void add(Statement statement, Dataset dataset) throws SQLException {
    boolean table = dataset.layer() == Dataset.Layer.MART;
    String kind = table ? "table" : "view";
    String name = table ? dataset.table() : dataset.name();
    statement.execute("create " + kind + " " + name + " as " + select(dataset, table));
    statement.execute("comment on %s %s is %s".formatted(kind, name, text(dataset.description())));
    for (Column column : dataset.schema().columns()) {
      if (!column.description().isEmpty()) {
        statement.execute(
            "comment on column %s.%s is %s"
                .formatted(name, column.name(), text(column.description())));
      }
    }
  }

  private String select(Dataset dataset, boolean ordered) {
    boolean empty = dataset.files().isEmpty();
    String columns =
        dataset.schema().columns().stream()
            .map(
                column ->
                    "cast(%s as %s) as %s"
                        .formatted(
                            empty ? "null" : column.name(), type(column.type()), column.name()))
            .collect(Collectors.joining(", "));
    if (empty) {
      return "select " + columns + " where false";
    }
    String paths =
        dataset.files().stream()
            .map(file -> text(files.local(file.path()).toString()))
            .collect(Collectors.joining(", "));
    String order =
        ordered && !dataset.grain().isEmpty()
            ? dataset.grain().stream()
                .map(name -> name + " nulls last")
                .collect(Collectors.joining(", ", " order by ", ""))
            : "";
    return "select " + columns + " from read_parquet([" + paths + "])" + order;
  }

  private static String type(DataType type) {
    return switch (type.kind()) {
      case TEXT -> "varchar";
      case TIMESTAMP -> "timestamptz";
      default -> type.toString();
    };
  }

  /**
   * Opens the file of a release for reading, attached to a fresh in-memory instance: a second
   * instance on the same path would show the file that the first one cached.
   *
   * @return a connection whose default catalog is the release; the caller closes it
   * @throws DaybookException RELEASE_MISSING when there is no such file
   */
  public Connection open(long release) {
    Path file = files.local(Releases.databasePath(release));
    if (!Files.exists(file)) {
      throw DaybookException.of(
              Code.RELEASE_MISSING,
              "Cannot open the database of release " + release + ": no " + file)
          .next("daybook releases lists what is kept")
          .build();
    }
    try {
      Connection connection = DriverManager.getConnection("jdbc:duckdb:");
      try (Statement statement = connection.createStatement()) {
        statement.execute("set TimeZone = 'UTC'");
        statement.execute("attach " + text(file.toString()) + " as marts (read_only)");
        statement.execute("use marts");
        statement.execute("set lock_configuration = true");
        return connection;
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw failure("open release " + release, e);
    }
  }

  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  private static DaybookException failure(String what, SQLException e) {
    boolean full = String.valueOf(e.getMessage()).contains("No space left");
    return DaybookException.of(
            full ? Code.RES_DISK : Code.ENGINE_FAILED, "Cannot " + what + ": " + e.getMessage())
        .state("readers keep the published release; nothing of it was changed")
        .next(full ? "free space there, then resume the run" : "daybook status")
        .cause(e)
        .build();
  }
}
