package io.daybook.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One query of an operator or analyst against a release. It runs with the operator's own rights on
 * files (facts are views over Parquet), but it is one statement and it only reads: a CTE may hide a
 * COPY or a DELETE, which a read-only database does not stop, so every node and table function of
 * the parsed query must be known to read.
 */
public final class ReadOnlyQuery {
  private static final Set<String> READING =
      Set.of("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE");

  /**
   * Functions after FROM that only read. Others set options, write logs, or run text that the
   * parser did not see.
   */
  private static final Pattern READING_FUNCTIONS =
      Pattern.compile(
          "duckdb_[a-z_]+|pragma_[a-z_]+|read_[a-z_]+|parquet_[a-z_]+|range|generate_series|unnest"
              + "|glob|json_each|json_tree|repeat|repeat_row|histogram|histogram_values|sniff_csv");

  private ReadOnlyQuery() {}

  /**
   * The answer.
   *
   * @param columns names in order
   * @param rows values as DuckDB's driver gives them; null is NULL
   */
  public record Answer(List<String> columns, List<List<Object>> rows) {}

  /**
   * Runs a query on a connection of {@link AnalystDatabase#open}.
   *
   * @param limit rows at most
   * @throws DaybookException USAGE when it is no reading query, or DuckDB refuses it
   */
  public static Answer run(Connection connection, String sql, int limit) {
    try {
      requireReading(connection, sql);
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setMaxRows(limit);
        try (ResultSet result = statement.executeQuery()) {
          return answer(result, limit);
        }
      }
    } catch (SQLException e) {
      throw refused(e.getMessage());
    }
  }

  private static Answer answer(ResultSet result, int limit) throws SQLException {
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
      columns.add(result.getMetaData().getColumnLabel(i));
    }
    List<List<Object>> rows = new ArrayList<>();
    while (rows.size() < limit && result.next()) {
      List<Object> row = new ArrayList<>();
      for (int i = 1; i <= columns.size(); i++) {
        row.add(result.getObject(i));
      }
      rows.add(row);
    }
    return new Answer(columns, rows);
  }

  private static void requireReading(Connection connection, String sql) throws SQLException {
    JsonNode parsed;
    try (PreparedStatement statement =
        connection.prepareStatement("select json_serialize_sql(cast(? as varchar))")) {
      statement.setString(1, sql);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        parsed = new ObjectMapper().readTree(result.getString(1));
      }
    } catch (JsonProcessingException e) {
      throw refused("its parse tree cannot be read");
    }
    if (parsed.path("error").asBoolean(true)) {
      throw refused(parsed.path("error_message").asText("it cannot be parsed"));
    }
    if (parsed.path("statements").size() != 1) {
      throw refused("it holds " + parsed.path("statements").size() + " statements");
    }
    requireReading(parsed);
  }

  private static void requireReading(JsonNode node) {
    String type = node.path("type").asText();
    if (type.endsWith("_NODE") && !READING.contains(type)) {
      throw refused("it does more than read (" + type + ")");
    }
    if (type.equals("TABLE_FUNCTION")) {
      String function =
          node.path("function").path("function_name").asText().toLowerCase(Locale.ROOT);
      if (!READING_FUNCTIONS.matcher(function).matches()) {
        throw refused("it calls " + function + ", which may do more than read");
      }
    }
    for (Iterator<JsonNode> children = node.elements(); children.hasNext(); ) {
      requireReading(children.next());
    }
  }

  private static DaybookException refused(String why) {
    return DaybookException.of(Code.USAGE, "Cannot run the query: " + why)
        .state("nothing was changed")
        .next(
            "ask one select statement; show tables of a release: daybook query \"from duckdb_tables()\"")
        .build();
  }
}
