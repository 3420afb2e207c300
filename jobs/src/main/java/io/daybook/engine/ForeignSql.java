package io.daybook.engine;

import io.daybook.schema.KeyForm;
import io.daybook.sql.Quoted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * Queries of the shared dialect for databases that no {@link Engine} drives: what Daybook is
 * measured and proved against. Parameters are bound already.
 */
public final class ForeignSql {
  private static final SqlRewriter POSTGRES =
      new SqlRewriter(
          Quoted::name,
          Optional.empty(),
          Map.of(
              "uuid_text", Functions.template("cast(%s as text)"),
              "as_uuid", Functions.template("cast(%s as uuid)")),
          Map.of("double", "double precision", "timestamp", "timestamptz"));

  private ForeignSql() {}

  /** The query for PostgreSQL, where {@link #postgresFunctions} are on the search path. */
  public static String postgres(String query) {
    return POSTGRES.rewrite(query);
  }

  /** Statements that create the dialect's functions in PostgreSQL, in the current schema. */
  public static List<String> postgresFunctions() {
    return Functions.statements("postgres.sql");
  }

  /** The query for DuckDB, where {@link #duckDbFunctions} were created. */
  public static String duckDb(String query) {
    return DuckDialect.rewrite(query, KeyForm.TEXT);
  }

  /**
   * Statements that create the dialect's functions in DuckDB, but for {@code json_text} and {@code
   * number_text}: those are Java in the engine.
   */
  public static List<String> duckDbFunctions() {
    return Functions.statements("duckdb.sql");
  }

  /**
   * The query for a session of Spark that {@link #prepare} was called with, and which has a dataset
   * {@code facts.orders} as the view {@code facts__orders}.
   */
  public static String spark(String query) {
    return SparkDialect.rewrite(query, KeyForm.TEXT);
  }

  /** Creates the dialect's functions in a session of Spark. */
  public static void prepare(SparkSession session) {
    SparkDialect.register(session);
  }
}
