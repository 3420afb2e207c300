package io.daybook.run;

import io.daybook.warehouse.DatasetRows;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/** Rows of datasets in PostgreSQL. */
final class TenantRows {
  private TenantRows() {}

  /** Writes the rows of all tenants into tables of the same names. */
  static void copy(Connection from, Connection to, Collection<String> datasets)
      throws SQLException, IOException {
    try (Statement statement = to.createStatement()) {
      for (String schema :
          datasets.stream()
              .map(name -> name.substring(0, name.indexOf('.')))
              .collect(Collectors.toCollection(TreeSet::new))) {
        statement.execute("drop schema if exists " + schema + " cascade");
        statement.execute("create schema " + schema);
      }
      for (String dataset : datasets) {
        copy(from, to, statement, dataset);
      }
      statement.execute("analyze");
    }
  }

  private static void copy(Connection from, Connection to, Statement write, String dataset)
      throws SQLException, IOException {
    try (Statement statement = from.createStatement();
        ResultSet result = statement.executeQuery("select * from " + dataset)) {
      int count = result.getMetaData().getColumnCount();
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= count; i++) {
        String type = result.getMetaData().getColumnTypeName(i).toLowerCase(Locale.ROOT);
        columns.add(
            result.getMetaData().getColumnLabel(i)
                + " "
                + (type.equals("varchar") ? "text collate \"C\"" : type));
      }
      write.execute("create table %s (%s)".formatted(dataset, String.join(", ", columns)));
      StringBuilder text = new StringBuilder();
      while (result.next()) {
        for (int i = 1; i <= count; i++) {
          text.append(i > 1 ? "\t" : "").append(copied(DatasetRows.value(result.getObject(i))));
        }
        text.append('\n');
      }
      to.unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy " + dataset + " from stdin", new StringReader(text.toString()));
    }
  }

  private static String copied(Object value) {
    if (value == null) {
      return "\\N";
    }
    String text = value instanceof LocalDate date ? date.toString() : value.toString();
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }
}
