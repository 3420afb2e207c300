package io.daybook.definition;

import io.daybook.digest.Sha256;
import io.daybook.duckdb.SyntaxTrees;
import io.daybook.fact.FactModel;
import io.daybook.fact.Generated;
import io.daybook.mart.MartModel;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.source.SourceModel;
import io.daybook.sql.FoldedName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What every fact and mart of a source is made of, as their queries say it: the datasets that it
 * reads, and the columns that the values of its columns come from.
 *
 * @param links one step each, in an order of their own
 */
public record Lineage(List<Link> links) {
  /** In the place of a column: all rows of a dataset. */
  public static final String ROWS = "*";

  /** In the place of what a column is made of: its query could not be followed. */
  public static final String UNKNOWN = "?";

  /**
   * Goes up when the same definitions give other links: until then releases keep what they have.
   */
  private static final int FORMAT = 1;

  private static final Schema SCHEMA =
      Schema.of(
          new Column("dataset", DataType.TEXT, false, "what is made, facts.orders"),
          new Column("column_name", DataType.TEXT, false, "its column; * of its rows"),
          new Column(
              "reads_dataset", DataType.TEXT, false, "what it is made of, raw.orders; ? unknown"),
          new Column("reads_column", DataType.TEXT, false, "a column of that; * of its rows"));

  private static final Comparator<Link> ORDER =
      Comparator.comparing(Link::dataset)
          .thenComparing(Link::column)
          .thenComparing(Link::reads)
          .thenComparing(Link::readsColumn);

  /**
   * One step: a dataset reads another one, or values of a column come from another one's.
   *
   * @param dataset what is made, {@code marts.sales}
   * @param column its column, or {@link #ROWS}
   * @param reads what it is made of, {@code facts.orders}
   * @param readsColumn a column of that, or {@link #ROWS}
   */
  public record Link(String dataset, String column, String reads, String readsColumn) {
    /** Whether nobody can tell what the column is made of. */
    public boolean isUnknown() {
      return reads.equals(UNKNOWN);
    }

    private Place to() {
      return new Place(dataset, column);
    }

    private Place from() {
      return new Place(reads, readsColumn);
    }
  }

  private record Place(String dataset, String column) {}

  public Lineage {
    links = links.stream().sorted(ORDER).toList();
  }

  /** The lineage of a source. */
  static Lineage of(SourceModel model, List<FactModel> facts, List<MartModel> marts) {
    Map<String, Schema> schemas = SourceDefinition.schemas(facts, marts);
    model.tables().values().forEach(each -> schemas.put("raw." + each.name(), each.rawSchema()));
    Generated.of(model).forEach(each -> schemas.put(each.dataset(), each.schema()));
    ColumnOrigins origins = new ColumnOrigins(schemas);
    List<Link> links = new ArrayList<>(ofDatasets(facts, marts).links());
    try (SyntaxTrees trees = SyntaxTrees.open()) {
      for (FactModel fact : facts) {
        columns(fact.dataset(), fact.schema(), origins.of(fact.sql(), trees), links);
      }
      for (MartModel mart : marts) {
        columns(mart.dataset(), mart.schema(), origins.of(mart.sql(), trees), links);
      }
    }
    return new Lineage(links);
  }

  /** The same without columns. */
  static Lineage ofDatasets(List<FactModel> facts, List<MartModel> marts) {
    List<Link> links = new ArrayList<>();
    facts.forEach(fact -> rows(fact.dataset(), fact.reads(), links));
    marts.forEach(mart -> rows(mart.dataset(), mart.reads(), links));
    return new Lineage(links);
  }

  private static void rows(String dataset, List<String> reads, List<Link> links) {
    reads.stream().distinct().forEach(each -> links.add(new Link(dataset, ROWS, each, ROWS)));
  }

  private static void columns(
      String dataset,
      Schema schema,
      Optional<Map<String, Set<ColumnOrigins.Origin>>> origins,
      List<Link> links) {
    for (String column : schema.names()) {
      if (origins.isEmpty()) {
        links.add(new Link(dataset, column, UNKNOWN, UNKNOWN));
        continue;
      }
      for (ColumnOrigins.Origin each :
          origins.get().getOrDefault(FoldedName.of(column), Set.of())) {
        links.add(new Link(dataset, column, each.dataset(), each.column()));
      }
    }
  }

  /** All datasets that a dataset is made of, over however many steps; not itself. */
  public Set<String> madeOf(String dataset) {
    Set<String> all = new TreeSet<>();
    back(dataset, ROWS).forEach(link -> all.add(link.reads()));
    all.remove(dataset);
    return all;
  }

  /** All steps that lead to a column, or to the rows of a dataset, the last step first. */
  public List<Link> back(String dataset, String column) {
    Map<Place, List<Link>> steps = links.stream().collect(Collectors.groupingBy(Link::to));
    List<Link> walked = new ArrayList<>();
    Set<Place> ways = new LinkedHashSet<>(Set.of(new Place(dataset, column)));
    Deque<Place> next = new ArrayDeque<>(ways);
    while (!next.isEmpty()) {
      for (Link link : steps.getOrDefault(next.remove(), List.of())) {
        walked.add(link);
        if (ways.add(link.from())) {
          next.add(link.from());
        }
      }
    }
    return walked;
  }

  /** The lineage as a dataset that every release has. */
  static Generated dataset(SourceModel model, List<FactModel> facts, List<MartModel> marts) {
    List<Object> made = new ArrayList<>(List.of(FORMAT));
    facts.forEach(fact -> made.add(fact.definition()));
    marts.forEach(mart -> made.add(mart.definition()));
    return new Generated(
        Generated.LINEAGE,
        "One row per step from a dataset, or a column of it, to what it is made of",
        SCHEMA.names(),
        SCHEMA,
        Sha256.ofParts(made.toArray()),
        () ->
            of(model, facts, marts).links().stream()
                .map(
                    link ->
                        List.<Object>of(
                            link.dataset(), link.column(), link.reads(), link.readsColumn()))
                .toList());
  }
}
