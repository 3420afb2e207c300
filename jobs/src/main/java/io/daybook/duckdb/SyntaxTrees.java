package io.daybook.duckdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Tells how queries are built, as DuckDB's own parser has it. For one thread. */
public final class SyntaxTrees implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Connection connection;

  private SyntaxTrees(Connection connection) {
    this.connection = connection;
  }

  /** A parser, which the caller closes. */
  public static SyntaxTrees open() {
    try {
      return new SyntaxTrees(DuckDb.open());
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /**
   * The query's node, in the form of DuckDB's {@code json_serialize_sql}; empty when DuckDB cannot
   * read it, which other proofs say better, and when its parts nest too deep, as those of a sum of
   * 400 terms do.
   */
  public Optional<JsonNode> parse(String sql) {
    try (PreparedStatement statement =
        connection.prepareStatement("select cast(json_serialize_sql(?::varchar) as varchar)")) {
      statement.setString(1, sql);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        JsonNode node = MAPPER.readTree(row.getString(1)).path("statements").path(0).path("node");
        return node.isObject() ? Optional.of(node) : Optional.empty();
      }
    } catch (StreamConstraintsException e) {
      return Optional.empty();
    } catch (SQLException | JsonProcessingException e) {
      throw failure(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private static IllegalStateException failure(Exception e) {
    return new IllegalStateException("DuckDB cannot say how a query is built", e);
  }
}
