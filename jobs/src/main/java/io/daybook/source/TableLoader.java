package io.daybook.source;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.config.YamlText;
import io.daybook.schema.DataType;
import io.daybook.sql.FoldedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes one {@link SourceTable}; the defaults of the source fill what the table leaves open. */
final class TableLoader {
  private static final String GLOBAL = "global";
  private static final String VIA = "via ";

  private final YamlMap file;
  private final Predicate<String> leftOutEverywhere;
  private final YamlMap own;
  private final YamlMap catalogueColumns;
  private final Catalogue catalogue;
  private final Catalogue.Table live;
  private final Set<String> tables;
  private final String name;
  private final Problems problems;

  /**
   * The maker of one table.
   *
   * @param file all of {@code source.yml}
   * @param own what it says of this table
   * @param catalogueColumns the columns of this table in {@code catalogue.yml}
   * @param leftOutEverywhere whether a column of this name is read in no table
   */
  TableLoader(
      YamlMap file,
      YamlMap own,
      YamlMap catalogueColumns,
      Predicate<String> leftOutEverywhere,
      Catalogue catalogue,
      Set<String> tables,
      String name,
      Problems problems) {
    this.file = file;
    this.own = own;
    this.catalogueColumns = catalogueColumns;
    this.leftOutEverywhere = leftOutEverywhere;
    this.catalogue = catalogue;
    this.live = catalogue.tables().get(name);
    this.tables = tables;
    this.name = name;
    this.problems = problems;
  }

  SourceTable load() {
    own.only(
        WrittenKeys.KEY,
        "tenant",
        "deleted",
        "leave_out",
        "parse",
        "types",
        "infinity",
        "nan",
        NaiveClocks.KEY,
        "relations",
        "polymorphic");
    List<SourceColumn> columns = columns();
    Set<String> names = Set.copyOf(columns.stream().map(SourceColumn::name).toList());
    for (String key : live.key()) {
      if (!names.contains(key) && live.columns().containsKey(key)) {
        own.problem("leave_out", "column " + key + " is of the key");
      }
    }
    List<Relation> relations = new RelationLoader(file, own, catalogue, tables, name, names).load();
    return new SourceTable(
        name,
        columns,
        live.key(),
        !own.has(WrittenKeys.KEY),
        tenancy(names),
        deletedColumn(names),
        relations,
        new PolymorphicLoader(file, own, catalogue, tables, name, names).load(relations),
        leftOut(names));
  }

  private Set<String> leftOut(Set<String> read) {
    Set<String> leftOut = new TreeSet<>(live.columns().keySet());
    leftOut.removeAll(read);
    return leftOut;
  }

  private List<SourceColumn> columns() {
    List<String> here = own.texts("leave_out");
    for (String column : here) {
      if (!live.columns().containsKey(column)) {
        own.problem("leave_out", noColumn(column, live.columns().keySet()));
      }
    }
    ColumnTypes types = ColumnTypes.load(own, live);
    NaiveClocks clocks = NaiveClocks.load(file, own, live);
    List<SourceColumn> columns = new ArrayList<>();
    live.columns()
        .forEach(
            (column, declared) -> {
              if (!here.contains(column) && !leftOutEverywhere.test(column)) {
                columns.add(column(column, declared, types, clocks));
              }
            });
    requireApart(columns);
    return columns;
  }

  private static SourceColumn column(
      String column, Catalogue.Column declared, ColumnTypes types, NaiveClocks clocks) {
    DataType type = types.of(column, declared.type());
    return new SourceColumn(
        column,
        declared.type().name(),
        declared.type().enumerated(),
        type,
        declared.nullable(),
        types.absent(column),
        clocks.of(column, declared.type(), type));
  }

  /** A name may be anything, as long as engines that fold case tell it from the others. */
  private void requireApart(List<SourceColumn> columns) {
    Map<String, String> folded = new HashMap<>();
    for (SourceColumn column : columns) {
      String other = folded.putIfAbsent(FoldedName.of(column.name()), column.name());
      if (other != null) {
        problem(
            column.name(),
            "differs from %s in case only, which engines take for one; leave one of them out: leave_out: [%s]"
                .formatted(other, YamlText.scalar(column.name())));
      }
    }
  }

  private void problem(String column, String message) {
    problems.add(
        catalogueColumns.file(),
        catalogueColumns.line(column),
        name + "." + column + ": " + message);
  }

  /** Names that match one of the patterns, in any case; a star stands for anything. */
  static Predicate<String> matching(List<String> patterns) {
    return Pattern.compile(
            patterns.stream()
                .map(pattern -> "\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E")
                .collect(Collectors.joining("|")),
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
        .asMatchPredicate();
  }

  /** The tenant column of a table that has one, as {@code source.yml} says. */
  static Optional<String> tenantColumn(YamlMap file, String table) {
    if (TenantLoader.isOne(file)) {
      return Optional.empty();
    }
    YamlMap rule = file.map(TenantLoader.KEY);
    Optional<String> own = file.map("tables").map(table).optionalText("tenant");
    if (own.isPresent()) {
      return own.filter(text -> !text.equals(GLOBAL) && !text.startsWith(VIA));
    }
    boolean isTenants = rule.optionalText("table").equals(Optional.of(table));
    return rule.optionalText(isTenants ? "key" : "column");
  }

  private Tenancy tenancy(Set<String> columns) {
    if (TenantLoader.isOne(file) || !TenantLoader.isSaid(file)) {
      if (own.has("tenant") && TenantLoader.isOne(file)) {
        own.problem("tenant", "the source has one tenant alone: tenants: none");
      }
      return new Tenancy.Only();
    }
    YamlMap rule = file.map(TenantLoader.KEY);
    if (!own.has("tenant")) {
      if (name.equals(rule.optionalText("table").orElse(""))) {
        return own(rule.optionalText("key").orElse(""));
      }
      String column = rule.optionalText("column").orElse("");
      if (!columns.contains(column)) {
        file.map("tables")
            .problem(
                name,
                "has no tenant column "
                    + column
                    + "; say tenant: <column>, tenant: via <relation> or tenant: global");
      }
      return own(column);
    }
    String text = own.text("tenant");
    if (text.equals(GLOBAL)) {
      return new Tenancy.Global();
    }
    if (text.startsWith(VIA)) {
      return new Tenancy.Via(text.substring(VIA.length()).strip());
    }
    if (!columns.contains(text)) {
      own.problem("tenant", noColumn(text, columns));
    }
    return own(text);
  }

  /** A tenant that no join finds would be nobody's. */
  private Tenancy.Own own(String column) {
    Optional.ofNullable(live.columns().get(column))
        .flatMap(Equality::own)
        .ifPresent(
            own ->
                problem(
                    column,
                    "cannot tell tenants apart: it %s; make it a text, a uuid or a whole number in the source, or leave the table out"
                        .formatted(own)));
    return new Tenancy.Own(column);
  }

  private Optional<String> deletedColumn(Set<String> columns) {
    if (!own.has("deleted")) {
      return file.optionalText("deleted").filter(columns::contains);
    }
    String column = own.text("deleted");
    if (column.equals("never")) {
      return Optional.empty();
    }
    if (!columns.contains(column)) {
      own.problem("deleted", noColumn(column, columns));
    }
    return Optional.of(column);
  }

  private String noColumn(String column, Set<String> known) {
    return name + " has no column " + column + Problems.didYouMean(column, known);
  }
}
