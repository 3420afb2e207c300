package io.daybook.engine;

import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.KeyForm;
import io.daybook.sql.Quoted;
import io.daybook.warehouse.Dataset;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Parents that several facts join, as tables of DuckDB: read once, with the columns that any of the
 * facts needs. A text of few values that facts only hand over is a number there, of a list of its
 * values; so it is joined, and written into the dictionaries of files, as a number. To readers of
 * the files it is a text like any other.
 */
final class DuckParents implements AutoCloseable {
  /** The list of values is written into each row group. */
  private static final int FEW_VALUES = 4_096;

  private static final String SCHEMA = "parents";

  /** DuckDB's name of the type of a text from a list, before the list. */
  static final String LISTED = "ENUM";

  private final Connection connection;
  private final Set<String> tables = new LinkedHashSet<>();

  /** No parent yet. Of one DuckDB there is one at a time. */
  DuckParents(Connection connection) {
    this.connection = connection;
  }

  /**
   * Reads what two queries or more join.
   *
   * @param datasets by name, whose views of stored keys are there; null for another
   * @return how many were read
   */
  int read(Statement statement, List<JoinedParents> queries, Function<String, Dataset> datasets)
      throws SQLException {
    drop(statement);
    statement.execute("create schema " + SCHEMA);
    Map<String, List<JoinedParents>> uses = new LinkedHashMap<>();
    for (JoinedParents query : queries) {
      for (String name : query.datasets()) {
        uses.computeIfAbsent(name, each -> new ArrayList<>()).add(query);
      }
    }
    for (Map.Entry<String, List<JoinedParents>> use : uses.entrySet()) {
      Dataset dataset = datasets.apply(use.getKey());
      if (dataset != null && use.getValue().size() > 1) {
        read(statement, dataset, use.getValue());
        tables.add(use.getKey());
      }
    }
    return tables.size();
  }

  private static void drop(Statement statement) throws SQLException {
    statement.execute("drop schema if exists " + SCHEMA + " cascade");
  }

  /** Frees the memory of what was read. */
  @Override
  public void close() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      drop(statement);
    }
  }

  private static void read(Statement statement, Dataset dataset, List<JoinedParents> uses)
      throws SQLException {
    String name = dataset.name();
    String view = DuckDialect.view(dataset.layer().schema(), dataset.table(), KeyForm.STORED);
    List<Column> columns =
        dataset.schema().columns().stream()
            .filter(each -> uses.stream().anyMatch(use -> use.columns(name).contains(each.name())))
            .toList();
    List<Column> texts =
        columns.stream()
            .filter(each -> each.type().kind() == DataType.Kind.TEXT)
            .filter(
                each -> uses.stream().noneMatch(use -> use.compared(name).contains(each.name())))
            .toList();
    Set<Column> listed = ofFewValues(statement, texts, view);
    List<String> selected = new ArrayList<>();
    for (Column column : columns) {
      String quoted = Quoted.name(column.name());
      if (listed.contains(column)) {
        String type = SCHEMA + "." + Quoted.name(name + "." + column.name());
        statement.execute(
            "create type %s as enum (select distinct %s from %s where %s is not null)"
                .formatted(type, quoted, view, quoted));
        selected.add("cast(%s as %s) as %s".formatted(quoted, type, quoted));
      } else {
        selected.add(quoted);
      }
    }
    statement.execute(
        "create table %s as select %s from %s"
            .formatted(table(name), String.join(", ", selected), view));
  }

  /** Those that have at least one value and few, more or less. */
  private static Set<Column> ofFewValues(Statement statement, List<Column> texts, String view)
      throws SQLException {
    Set<Column> few = new LinkedHashSet<>();
    if (texts.isEmpty()) {
      return few;
    }
    String counts =
        texts.stream()
            .map(column -> "approx_count_distinct(" + Quoted.name(column.name()) + ")")
            .collect(Collectors.joining(", "));
    try (ResultSet row = statement.executeQuery("select " + counts + " from " + view)) {
      row.next();
      for (int i = 0; i < texts.size(); i++) {
        long values = row.getLong(i + 1);
        if (values > 0 && values <= FEW_VALUES) {
          few.add(texts.get(i));
        }
      }
    }
    return few;
  }

  private static String table(String dataset) {
    return SCHEMA + "." + Quoted.name(dataset);
  }

  /** Whether a result is a text from a list, by DuckDB's name of its type. */
  static boolean isListed(String type) {
    return type.startsWith(LISTED + "(");
  }

  /** A query over what was read. */
  String under(JoinedParents query) {
    return query.over(name -> tables.contains(name) ? table(name) : name);
  }
}
