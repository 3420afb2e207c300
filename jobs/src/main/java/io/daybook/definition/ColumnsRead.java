package io.daybook.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.daybook.check.Check;
import io.daybook.duckdb.SyntaxTrees;
import io.daybook.engine.SqlText;
import io.daybook.fact.FactModel;
import io.daybook.source.SourceColumn;
import io.daybook.source.SourceModel;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The columns of raw tables that queries read, told from their syntax trees. A name without its
 * table counts for every table around it that has such a column: some too many, none too few.
 */
final class ColumnsRead {
  private static final String RAW = "raw";

  /** What is read and is no raw table: no table has this name. */
  private static final String OTHER = "";

  private final SourceModel model;
  private final Map<String, Set<String>> read = new TreeMap<>();

  private ColumnsRead(SourceModel model) {
    this.model = model;
  }

  /** What facts and checks read, by table; marts read none. */
  static Map<String, Set<String>> of(SourceModel model, List<FactModel> facts, List<Check> checks) {
    return of(
        model,
        Stream.concat(
                facts.stream().map(FactModel::sql),
                CheckPlace.of(checks.stream()).stream().map(CheckPlace::query))
            .toList());
  }

  /** What these queries read, by table; a table of which no column is read has none. */
  static Map<String, Set<String>> of(SourceModel model, Collection<String> queries) {
    ColumnsRead columns = new ColumnsRead(model);
    try (SyntaxTrees trees = SyntaxTrees.open()) {
      queries.forEach(sql -> columns.add(sql, trees));
    }
    return columns.read;
  }

  private void add(String sql, SyntaxTrees trees) {
    List<String> tables =
        SqlText.datasets(sql).stream()
            .filter(dataset -> dataset.startsWith(RAW + "."))
            .flatMap(dataset -> table(dataset.substring(RAW.length() + 1)).stream())
            .toList();
    if (tables.isEmpty()) {
      return;
    }
    tables.forEach(table -> read.computeIfAbsent(table, name -> new TreeSet<>()));
    Optional<JsonNode> tree = trees.parse(sql);
    if (tree.isPresent()) {
      visit(tree.get(), Scope.NONE);
    } else {
      tables.forEach(this::addAll);
    }
  }

  private void visit(JsonNode node, Scope around) {
    String type = node.path("type").asText();
    Scope scope = around;
    if (type.equals("SELECT_NODE")) {
      scope = new Scope(new HashMap<>(), Optional.of(around));
      relations(node.path("from_table"), scope);
    }
    switch (type) {
      case "COLUMN_REF" -> column(texts(node.path("column_names")), scope);
      case "STAR" -> star(node.path("relation_name").asText(), scope);
      case "JOIN" -> join(node, scope);
      default -> {
        // reads what its parts read
      }
    }
    for (JsonNode part : node) {
      visit(part, scope);
    }
  }

  /** What one select reads from, under its names there. */
  private void relations(JsonNode from, Scope scope) {
    switch (from.path("type").asText()) {
      case "JOIN" -> {
        relations(from.path("left"), scope);
        relations(from.path("right"), scope);
      }
      case "PIVOT" -> relations(from.path("source"), scope);
      case "BASE_TABLE" -> {
        String name = from.path("table_name").asText();
        boolean isRaw = from.path("schema_name").asText().equalsIgnoreCase(RAW);
        scope.name(alias(from, name), isRaw ? table(name).orElse(OTHER) : OTHER);
      }
      default -> scope.name(alias(from, ""), OTHER);
    }
  }

  private static String alias(JsonNode from, String otherwise) {
    String alias = from.path("alias").asText();
    return alias.isEmpty() ? otherwise : alias;
  }

  private Optional<String> table(String name) {
    return model.tables().keySet().stream().filter(name::equalsIgnoreCase).findFirst();
  }

  /** {@code column}, {@code alias.column} or {@code raw.table.column}, and fields of any. */
  private void column(List<String> names, Scope scope) {
    if (names.size() >= 2) {
      Optional<String> table = scope.find(names.get(0));
      if (table.isPresent()) {
        add(table.get(), names.get(1));
        return;
      }
    }
    if (names.size() >= 3 && names.get(0).equalsIgnoreCase(RAW)) {
      table(names.get(1)).ifPresent(table -> add(table, names.get(2)));
      return;
    }
    scope.all().forEach(table -> add(table, names.get(0)));
  }

  private void star(String alias, Scope scope) {
    if (alias.isEmpty()) {
      scope.own().forEach(this::addAll);
    } else {
      scope.find(alias).ifPresent(this::addAll);
    }
  }

  private void join(JsonNode node, Scope scope) {
    if (node.path("ref_type").asText().equals("NATURAL")) {
      scope.own().forEach(this::addAll);
    }
    for (String name : texts(node.path("using_columns"))) {
      scope.own().forEach(table -> add(table, name));
    }
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private void add(String table, String column) {
    add(table, column::equalsIgnoreCase);
  }

  private void addAll(String table) {
    add(table, column -> true);
  }

  private void add(String table, Predicate<String> which) {
    model
        .table(table)
        .ifPresent(
            found ->
                found.columns().stream()
                    .map(SourceColumn::name)
                    .filter(which)
                    .forEach(read.computeIfAbsent(table, name -> new TreeSet<>())::add));
  }

  /**
   * What names of relations mean in a select.
   *
   * @param tables raw tables by their names there; {@link #OTHER} for anything else
   * @param around the select that this one stands in
   */
  private record Scope(Map<String, String> tables, Optional<Scope> around) {
    private static final Scope NONE = new Scope(Map.of(), Optional.empty());

    void name(String alias, String table) {
      tables.put(alias.toLowerCase(Locale.ROOT), table);
    }

    Optional<String> find(String alias) {
      return Optional.ofNullable(tables.get(alias.toLowerCase(Locale.ROOT)))
          .or(() -> around.flatMap(scope -> scope.find(alias)));
    }

    Collection<String> own() {
      return tables.values();
    }

    Set<String> all() {
      Set<String> all = new TreeSet<>(own());
      around.ifPresent(scope -> all.addAll(scope.all()));
      return all;
    }
  }
}
