package io.daybook.warehouse;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Rows in memory, in no engine's types: numbers as BigDecimal, days as LocalDate, moments as
 * Instant, keys as text.
 */
public final class DatasetRows {
  private DatasetRows() {}

  /**
   * The first rows of datasets that a connection sees, by dataset and column.
   *
   * @param most rows of a dataset
   */
  public static Map<String, List<Map<String, Object>>> read(
      Connection connection, Collection<String> datasets, long most) throws SQLException {
    Map<String, List<Map<String, Object>>> data = new TreeMap<>();
    for (String dataset : datasets) {
      List<Map<String, Object>> rows = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet result =
              statement.executeQuery("select * from " + dataset + " limit " + most)) {
        while (result.next()) {
          Map<String, Object> row = new LinkedHashMap<>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            row.put(result.getMetaData().getColumnLabel(i), value(result.getObject(i)));
          }
          rows.add(row);
        }
      }
      data.put(dataset, rows);
    }
    return data;
  }

  /** The same value whatever the driver calls it. */
  public static Object value(Object value) {
    if (value instanceof Number number && !(value instanceof BigDecimal)) {
      return new BigDecimal(number.toString());
    } else if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    } else if (value instanceof Date date) {
      return date.toLocalDate();
    } else if (value instanceof UUID) {
      return value.toString();
    }
    return value;
  }
}
