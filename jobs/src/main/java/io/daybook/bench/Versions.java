package io.daybook.bench;

import io.daybook.duckdb.DuckDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What took part. */
final class Versions {
  private Versions() {}

  static Map<String, String> of(BenchSource source) {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("daybook", source.setup().version());
    versions.put("java", Runtime.version().toString());
    try (Connection postgres = source.connect();
        Connection duckdb = DuckDb.open()) {
      versions.put("postgresql", postgres.getMetaData().getDatabaseProductVersion());
      versions.put("duckdb", duckdb.getMetaData().getDatabaseProductVersion());
    } catch (SQLException e) {
      throw BenchFailure.of("the versions", e);
    }
    versions.put("spark", org.apache.spark.package$.MODULE$.SPARK_VERSION());
    return versions;
  }
}
