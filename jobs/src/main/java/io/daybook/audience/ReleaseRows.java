package io.daybook.audience;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of the queries {@code <source>/reports/*.sql} over a release: who asks for what. */
public final class ReleaseRows {
  private final Connection release;
  private final ReportQueries queries;

  /**
   * Reads nothing yet.
   *
   * @param release a connection over a whole release; what it gives is for Daybook alone
   */
  public ReleaseRows(Connection release, ReportQueries queries) {
    this.release = release;
    this.queries = queries;
  }

  /** Columns by name as texts, a NULL left out; no rows where the source has no such query. */
  public List<Map<String, String>> rows(String query) {
    return queries.text(query).map(text -> rows(query, text)).orElse(List.of());
  }

  private List<Map<String, String>> rows(String query, String text) {
    List<Map<String, String>> rows = new ArrayList<>();
    try (Statement statement = release.createStatement();
        ResultSet result = statement.executeQuery(text)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        Map<String, String> row = new HashMap<>();
        for (int i = 1; i <= columns; i++) {
          Object value = result.getObject(i);
          if (value != null) {
            row.put(result.getMetaData().getColumnLabel(i), value.toString());
          }
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw DaybookException.of(
              Code.DEF_INVALID,
              "Cannot read the rows of " + queries.file(query) + ": " + e.getMessage())
          .state("nothing was delivered")
          .next("mend the file, or make a release that has what it reads")
          .cause(e)
          .build();
    }
  }
}
