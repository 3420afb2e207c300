package io.daybook.report.catalogue;

import io.daybook.engine.ForeignSql;
import io.daybook.report.catalogue.CatalogueReport.Query;
import io.daybook.report.layout.DateSpan;
import io.daybook.sql.Quoted;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Puts what was asked for before a report's query, as a table {@code asked} of one row: {@code
 * first_day}, {@code last_day}, and a text for every parameter. Values are bound and never part of
 * the text.
 */
final class AskedSql {
  /** Columns of the table that are no parameters. */
  static final Set<String> DAYS = Set.of("first_day", "last_day");

  /** Comments and the word that begins a list of named queries. */
  private static final Pattern WITH = Pattern.compile("(?is)\\A(?:\\s+|--[^\\n]*\\n)*with\\b");

  private AskedSql() {}

  /** Makes the functions of the shared dialect known to one connection, and to no other. */
  static void define(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String function : ForeignSql.duckDbFunctions()) {
        statement.execute(function.replaceFirst("^create macro", "create or replace temp macro"));
      }
    }
  }

  /** The query with its table in DuckDB's words, a {@code ?} for each value. */
  static String of(Query query, Collection<String> parameters) {
    StringBuilder asked =
        new StringBuilder("with asked as (select cast(? as date) as first_day,")
            .append(" cast(? as date) as last_day");
    for (String parameter : parameters) {
      asked.append(", cast(? as varchar) as ").append(Quoted.name(parameter));
    }
    asked.append(")");
    for (Query part : query.reads()) {
      asked
          .append(", ")
          .append(Quoted.name(part.name()))
          .append(" as (\n")
          .append(ForeignSql.duckDb(part.sql()))
          .append("\n)");
    }
    boolean hasNamed = WITH.matcher(query.sql()).find();
    return asked
        .append(hasNamed ? ", " : " ")
        .append(
            ForeignSql.duckDb(hasNamed ? WITH.matcher(query.sql()).replaceFirst("") : query.sql()))
        .toString();
  }

  /**
   * Prepares it; the caller closes it.
   *
   * @param values of all parameters, by name, in their order
   */
  static PreparedStatement prepare(
      Connection connection, Query query, DateSpan days, Map<String, String> values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(of(query, values.keySet()));
    try {
      int index = 1;
      for (LocalDate day : new LocalDate[] {days.from(), days.last()}) {
        statement.setObject(index++, day);
      }
      for (String value : values.values()) {
        statement.setString(index++, value);
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }
}
