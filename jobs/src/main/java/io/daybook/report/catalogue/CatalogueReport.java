package io.daybook.report.catalogue;

import static java.util.Objects.requireNonNull;

import io.daybook.calendar.PeriodKind;
import io.daybook.engine.SqlText;
import io.daybook.report.layout.Better;
import io.daybook.report.layout.Chart;
import io.daybook.report.layout.Unit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A report of the catalogue, as its folder says it.
 *
 * @param name of its folder; unique in its source
 * @param areas who may see it sees all of these
 * @param period that it covers: the last one that is over
 * @param comparison what its figures are compared with
 * @param parameters what must be said to get it, by name: a customer, for instance
 * @param figures the answer, in the order in which they are shown
 * @param agreements what must hold between its numbers, or it is not made
 * @param notes what a reader has to know
 */
public record CatalogueReport(
    String name,
    String title,
    String description,
    Set<String> areas,
    PeriodKind period,
    Comparison comparison,
    Map<String, Parameter> parameters,
    Optional<Figures> figures,
    List<Trend> charts,
    List<Table> tables,
    List<Agreement> agreements,
    List<String> notes) {
  public CatalogueReport {
    requireNonNull(name, "name is null");
    requireNonNull(title, "title is null");
    requireNonNull(description, "description is null");
    areas = Collections.unmodifiableSet(new TreeSet<>(areas));
    requireNonNull(period, "period is null");
    requireNonNull(comparison, "comparison is null");
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    requireNonNull(figures, "figures is null");
    charts = List.copyOf(charts);
    tables = List.copyOf(tables);
    agreements = List.copyOf(agreements);
    notes = List.copyOf(notes);
  }

  /** What figures are compared with. */
  enum Comparison {
    NONE,
    PREVIOUS_PERIOD,
    PREVIOUS_YEAR
  }

  /**
   * Something that is asked for by its key.
   *
   * @param title as people call it
   * @param dataset that has a row for each
   * @param key column that tells them apart
   * @param label column with their names
   */
  record Parameter(String title, String dataset, String key, String label) {
    public Parameter {
      requireNonNull(title, "title is null");
      requireNonNull(dataset, "dataset is null");
      requireNonNull(key, "key is null");
      requireNonNull(label, "label is null");
    }
  }

  /**
   * A column that is shown.
   *
   * @param unit of a number; none of a text, a date or an instant
   */
  record Shown(String column, String title, Optional<Unit> unit) {
    public Shown {
      requireNonNull(column, "column is null");
      requireNonNull(title, "title is null");
      requireNonNull(unit, "unit is null");
    }
  }

  /**
   * A figure.
   *
   * @param otherwise what a reader is told where the query gives no number
   */
  record FigureShown(Shown shown, Better better, String otherwise) {
    public FigureShown {
      requireNonNull(shown, "shown is null");
      requireNonNull(better, "better is null");
      requireNonNull(otherwise, "otherwise is null");
    }
  }

  /**
   * The figures: one row.
   *
   * @param query gives all of the columns, in any order
   */
  record Figures(Query query, List<FigureShown> columns) {
    public Figures {
      requireNonNull(query, "query is null");
      columns = List.copyOf(columns);
    }
  }

  /** A column of a table, and whether its sum stands below it. */
  record TableColumn(Shown shown, boolean isSummed) {
    public TableColumn {
      requireNonNull(shown, "shown is null");
    }
  }

  /** A table; its rows stand in the order that the query gives. */
  record Table(Query query, String title, List<TableColumn> columns) {
    public Table {
      requireNonNull(query, "query is null");
      requireNonNull(title, "title is null");
      columns = List.copyOf(columns);
    }
  }

  /** One number a month, by {@code day}, the month's first, and {@code value}. */
  record Trend(Query query, String title, Unit unit, Chart.Kind kind, int months) {
    public Trend {
      requireNonNull(query, "query is null");
      requireNonNull(title, "title is null");
      requireNonNull(unit, "unit is null");
      requireNonNull(kind, "kind is null");
    }
  }

  /**
   * A figure is the sum of others.
   *
   * @param parts names of figures, or {@code table.column} for the sum of a column; those in {@code
   *     less} are subtracted
   */
  record Agreement(String figure, List<String> parts, List<String> less) {
    public Agreement {
      requireNonNull(figure, "figure is null");
      parts = List.copyOf(parts);
      less = List.copyOf(less);
    }
  }

  /**
   * A query of the folder.
   *
   * @param name of its file
   * @param reads the other queries that it names as tables, and those that these name, each after
   *     what it reads
   */
  record Query(String name, String sql, List<Query> reads) {
    public Query {
      requireNonNull(name, "name is null");
      requireNonNull(sql, "sql is null");
      reads = List.copyOf(reads);
    }

    /** Facts and marts that it reads, with what its own tables read. */
    Set<String> datasets() {
      Set<String> datasets = new TreeSet<>(SqlText.datasets(sql));
      reads.forEach(query -> datasets.addAll(SqlText.datasets(query.sql())));
      return datasets;
    }
  }

  /** Every query, by name. */
  Map<String, Query> queries() {
    Map<String, Query> queries = new TreeMap<>();
    Stream.of(
            figures.stream().map(Figures::query),
            charts.stream().map(Trend::query),
            tables.stream().map(Table::query))
        .flatMap(each -> each)
        .forEach(
            query -> {
              queries.put(query.name(), query);
              query.reads().forEach(part -> queries.put(part.name(), part));
            });
    return queries;
  }

  /** Facts and marts that it reads. */
  public Set<String> datasets() {
    Set<String> datasets = new TreeSet<>();
    queries().values().forEach(query -> datasets.addAll(query.datasets()));
    parameters.values().forEach(parameter -> datasets.add(parameter.dataset()));
    return datasets;
  }
}
