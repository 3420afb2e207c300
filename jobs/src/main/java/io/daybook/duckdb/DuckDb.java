package io.daybook.duckdb;

import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.KeyForm;
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
  private static String type(DataType type, KeyForm keys) {
    return switch (type.kind()) {
      case TEXT -> "varchar";
      case UUID -> keys == KeyForm.STORED ? "blob" : "varchar";
      case TIMESTAMP -> "timestamptz";
      default -> type.toString();
    };
  }

  /** The columns of a table to be created, in brackets. */
  public static String columns(Schema schema, KeyForm keys) {
    return schema.columns().stream()
        .map(column -> Quoted.name(column.name()) + " " + type(column.type(), keys))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /**
   * The expression as a column of the schema is written into a file: of its type and name. A key is
   * written as the UUID that DuckDB writes three times as fast as bytes.
   */
  public static String written(String expression, Column column) {
    boolean isKey = column.type().kind() == DataType.Kind.UUID;
    return cast(expression, isKey ? "uuid" : type(column.type(), KeyForm.TEXT), column);
  }

  /** SQL of the text of a key, which is given as it is stored. */
  public static String keyText(String key) {
    return "cast(cast(" + key + " as uuid) as varchar)";
  }

  /**
   * The column of a file as queries see it. What is stored stays as it is: behind a cast DuckDB
   * would not see what the file says of its values, and would not know a dictionary.
   */
  private static String read(Column column, KeyForm keys) {
    String name = Quoted.name(column.name());
    boolean isShown = keys == KeyForm.TEXT && column.type().kind() == DataType.Kind.UUID;
    return cast(isShown ? keyText(name) : name, type(column.type(), keys), column);
  }

  private static String cast(String expression, String type, Column column) {
    return "cast(%s as %s) as %s".formatted(expression, type, Quoted.name(column.name()));
  }

  /**
   * A select of all rows of Parquet files, in the columns of the schema; without files it gives no
   * row.
   *
   * @param files on this machine
   * @param byName whether files may lack columns, which are NULL then
   */
  public static String select(Schema schema, Collection<Path> files, boolean byName, KeyForm keys) {
    List<Column> columns = schema.columns();
    if (files.isEmpty()) {
      return columns.stream()
          .map(column -> cast("null", type(column.type(), keys), column))
          .collect(Collectors.joining(", ", "select ", " where false"));
    }
    return "select %s from read_parquet([%s], union_by_name = %s, hive_partitioning = false)"
        .formatted(
            columns.stream().map(column -> read(column, keys)).collect(Collectors.joining(", ")),
            Quoted.texts(files.stream().map(Path::toString).toList()),
            byName);
  }
}
