package io.daybook.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the marts must say, computed by PostgreSQL over the source's tables by SQL that was written
 * from the contract alone. The marts' own SQL and the facts have no part in it.
 */
public final class Oracle {
  private static final String DEFAULT_ZONE = "Australia/Sydney";

  private Oracle() {}

  /**
   * Puts the zone rule beside the source's tables, in a schema of its own. Call it before the
   * snapshot at which the oracle is asked.
   *
   * @param zoneOffsets rows (zone, from, to, offset in seconds), as {@code ZoneOffsets.rows()} has
   *     them; columns behind these are ignored
   */
  public static void prepare(Connection owner, List<List<Object>> zoneOffsets) throws SQLException {
    try (Statement statement = owner.createStatement();
        PreparedStatement insert =
            owner.prepareStatement("insert into oracle.zone_offsets values (?, ?, ?, ?)")) {
      statement.execute("drop schema if exists oracle cascade");
      statement.execute(text("zone_offsets"));
      List<String> zones = zones(statement);
      for (List<Object> row : zoneOffsets) {
        if (zones.contains(row.get(0))) {
          insert.setString(1, (String) row.get(0));
          insert.setObject(2, ((Instant) row.get(1)).atOffset(ZoneOffset.UTC));
          insert.setObject(3, ((Instant) row.get(2)).atOffset(ZoneOffset.UTC));
          insert.setInt(4, (Integer) row.get(3));
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
  }

  /** Creates {@code oracle.today_<mart>}: the application's views as they are today. */
  public static void createTodaysViews(Connection owner, Instant asOf) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.execute(bound("today_views", asOf));
    }
  }

  /** The oracle's SQL of a mart; one query, its parameter bound. */
  public static String sql(String mart, Instant asOf) {
    return bound(mart, asOf);
  }

  /** The mart's rows in the order of its grain; see {@link #query} for the values. */
  public static List<List<Object>> rows(Connection connection, String mart, Instant asOf)
      throws SQLException {
    return query(connection, sql(mart, asOf));
  }

  /** Rows of a query; values are String, Integer, Long, BigDecimal, LocalDate or null. */
  public static List<List<Object>> query(Connection connection, String sql) throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      // large books: a lookup that does not fit is done row by row
      statement.execute("set work_mem = '256MB'");
    }
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        Object[] row = new Object[columns];
        for (int i = 0; i < columns; i++) {
          boolean isDate = result.getMetaData().getColumnTypeName(i + 1).equals("date");
          row[i] = isDate ? result.getObject(i + 1, LocalDate.class) : result.getObject(i + 1);
        }
        rows.add(Arrays.asList(row));
      }
    }
    return rows;
  }

  private static List<String> zones(Statement statement) throws SQLException {
    List<String> zones = new ArrayList<>(List.of(DEFAULT_ZONE, "UTC"));
    try (ResultSet result = statement.executeQuery("select distinct timezone from organizations")) {
      while (result.next()) {
        zones.add(result.getString(1));
      }
    }
    return zones;
  }

  private static String bound(String name, Instant asOf) {
    return text(name).replace(":as_of_instant", "timestamptz '" + asOf + "'");
  }

  private static String text(String name) {
    try (InputStream stream = Oracle.class.getResourceAsStream("/oracle/" + name + ".sql")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
