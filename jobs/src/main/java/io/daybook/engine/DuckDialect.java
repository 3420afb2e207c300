package io.daybook.engine;

import io.daybook.duckdb.DuckDb;
import io.daybook.schema.KeyForm;
import io.daybook.sql.Quoted;
import io.daybook.warehouse.Dataset;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBScalarFunctionBuilder;

/** The shared dialect in DuckDB's words. */
final class DuckDialect {
  private static final Map<KeyForm, SqlRewriter> REWRITERS =
      Map.of(
          KeyForm.TEXT, rewriter(KeyForm.TEXT, Optional.empty()),
          KeyForm.STORED,
              rewriter(
                  KeyForm.STORED,
                  Optional.of((schema, table) -> view(schema, table, KeyForm.STORED))));

  private DuckDialect() {}

  private static SqlRewriter rewriter(KeyForm keys, Optional<SqlRewriter.Name> names) {
    boolean isStored = keys == KeyForm.STORED;
    return new SqlRewriter(
        Quoted::name,
        names,
        Map.of(
            "ratio",
            Functions::ratio,
            "rounded_in",
            Functions.ROUNDED_IN,
            "joined",
            DuckDialect::joined,
            "key_hash",
            arguments -> "hash(" + String.join(", ", arguments) + ")",
            "uuid_text",
            Functions.template(isStored ? DuckDb.keyText("%s") : "cast(%s as varchar)"),
            "as_uuid",
            Functions.template(
                isStored ? "cast(cast(%s as uuid) as blob)" : "cast(%s as varchar)")),
        Map.of("timestamp", "timestamptz"));
  }

  static String rewrite(String query, KeyForm keys) {
    return REWRITERS.get(keys).rewrite(query);
  }

  /** Where a dataset is seen: beside {@code facts.orders} there is {@code facts_stored.orders}. */
  static String view(String schema, String table, KeyForm keys) {
    return schema(schema, keys) + "." + Quoted.name(table);
  }

  private static String schema(String schema, KeyForm keys) {
    return keys == KeyForm.STORED ? schema + "_stored" : schema;
  }

  private static String joined(List<String> arguments) {
    String texts = String.join(", ", arguments);
    return "string_agg(%s, ', ' order by %s)"
        .formatted(texts, texts.replaceFirst("(?i)^distinct\\s+", ""));
  }

  /**
   * A fresh DuckDB with the schemas that datasets are in and the functions of the dialect; the
   * caller closes it.
   *
   * @param settings of DuckDB, by name
   */
  static DuckDBConnection open(Map<String, String> settings) throws SQLException {
    DuckDBConnection connection = DuckDb.open(settings);
    try {
      try (Statement statement = connection.createStatement()) {
        for (Dataset.Layer layer : Dataset.Layer.values()) {
          for (KeyForm keys : KeyForm.values()) {
            statement.execute("create schema " + schema(layer.schema(), keys));
          }
        }
      }
      register(connection);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static void register(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String each : Functions.statements("duckdb.sql")) {
        statement.execute(each);
      }
    }
    UnaryOperator<String> numberText = NumberText::of;
    try (DuckDBScalarFunctionBuilder function = DuckDBFunctions.scalarFunction()) {
      function
          .withName("number_text")
          .withParameters(String.class)
          .withReturnType(String.class)
          .withFunction(numberText)
          .register(connection);
    }
    BiFunction<String, String, String> jsonText = JsonText::at;
    try (DuckDBScalarFunctionBuilder function = DuckDBFunctions.scalarFunction()) {
      function
          .withName("json_text")
          .withParameters(String.class, String.class)
          .withReturnType(String.class)
          .withFunction(jsonText)
          .register(connection);
    }
  }
}
