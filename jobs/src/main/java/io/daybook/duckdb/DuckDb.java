package io.daybook.duckdb;

import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.sql.Quoted;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/** Instances of DuckDB, and its words for our types and files. */
public final class DuckDb {
  private DuckDb() {}

  /** A fresh instance in memory, in UTC; the caller closes it. */
  public static DuckDBConnection open() throws SQLException {
    return open(Map.of());
  }

  /**
   * A fresh instance in memory, in UTC; the caller closes it.
   *
   * @param settings of DuckDB, by name
   */
  public static DuckDBConnection open(Map<String, String> settings) throws SQLException {
    Properties properties = new Properties();
    properties.putAll(settings);
    DuckDBConnection connection =
        DriverManager.getConnection("jdbc:duckdb:", properties).unwrap(DuckDBConnection.class);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set TimeZone = 'UTC'");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** DuckDB's name of a type. */
  public static String type(DataType type) {
    return switch (type.kind()) {
      case TEXT -> "varchar";
      case TIMESTAMP -> "timestamptz";
      default -> type.toString();
    };
  }

  /** The columns of a table to be created, in brackets. */
  public static String columns(Schema schema) {
    return schema.columns().stream()
        .map(column -> Quoted.name(column.name()) + " " + type(column.type()))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /** The expression as a column of the schema: of its type and name. */
  public static String cast(String expression, Column column) {
    return "cast(%s as %s) as %s"
        .formatted(expression, type(column.type()), Quoted.name(column.name()));
  }

  /**
   * A select of all rows of Parquet files, in the columns of the schema; without files it gives no
   * row.
   *
   * @param files on this machine
   * @param byName whether files may lack columns, which are NULL then
   */
  public static String select(Schema schema, Collection<Path> files, boolean byName) {
    List<Column> columns = schema.columns();
    if (files.isEmpty()) {
      return columns.stream()
          .map(column -> cast("null", column))
          .collect(Collectors.joining(", ", "select ", " where false"));
    }
    return "select %s from read_parquet([%s], union_by_name = %s, hive_partitioning = false)"
        .formatted(
            columns.stream()
                .map(column -> cast(Quoted.name(column.name()), column))
                .collect(Collectors.joining(", ")),
            Quoted.texts(files.stream().map(Path::toString).toList()),
            byName);
  }
}
