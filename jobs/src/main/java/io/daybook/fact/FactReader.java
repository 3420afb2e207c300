package io.daybook.fact;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.fact.FactDefinition.ParentPath;
import io.daybook.fact.FactDefinition.Picked;
import io.daybook.schema.DataType;
import io.daybook.source.Relation;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.sql.FoldedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one fact's file; whatever is wrong becomes a problem, and reading goes on. */
final class FactReader {
  /** What a way may be called: nothing that ends it, or its steps, where it is written. */
  private static final Pattern STEP = Pattern.compile("[^.\\s]+");

  /** Between what is there and what it is called here. */
  private static final Pattern AS = Pattern.compile("\\s+as\\s+");

  private final YamlMap file;
  private final String name;
  private final SourceModel model;

  /** Names that the fact has so far, without their case. */
  private final Set<String> taken = new HashSet<>();

  /** Types of the columns that the file picks, by their names in the fact. */
  private final Map<String, DataType> types = new LinkedHashMap<>();

  FactReader(YamlMap file, String name, SourceModel model) {
    this.file = file;
    this.name = name;
    this.model = model;
    taken.add(FoldedName.of(model.tenants().column()));
  }

  /** The fact, or nothing when its base is unusable. */
  Optional<FactDefinition> read() {
    file.only("description", "base", "columns", "paths", "local_dates", "units");
    String description = file.text("description").strip();
    String base = file.text("base");
    if (base.isEmpty()) {
      return Optional.empty();
    }
    Optional<SourceTable> table = model.table(base);
    if (table.isEmpty()) {
      file.problem("base", unknown("table", base, model.tables().keySet()));
      return Optional.empty();
    }
    taken.addAll(FactSql.generated(table.get(), isTenants()));
    List<Picked> columns = columns(file, table.get(), "");
    requireKey(table.get(), columns);
    List<ParentPath> paths = paths(table.get());
    return Optional.of(
        new FactDefinition(
            name,
            description,
            table.get(),
            columns,
            paths,
            localDates(table.get()),
            FactUnits.read(file, types)));
  }

  private boolean isTenants() {
    return name.equals(FactSql.TENANTS);
  }

  /**
   * Columns as {@code total} or {@code total as order_total}. A name that has the prefix already
   * does not get it twice. A column's name may hold an {@code as} itself.
   */
  private List<Picked> columns(YamlMap map, SourceTable table, String prefix) {
    List<Picked> columns = new ArrayList<>();
    for (String text : map.texts("columns")) {
      Picked named = named(text, table);
      String source = named.source();
      String column = named.column().startsWith(prefix) ? named.column() : prefix + named.column();
      if (table.column(source).isEmpty()) {
        map.problem("columns", unknown("column", table.name(), source, table.rawSchema().names()));
      } else if (isFree(map, "columns", column)) {
        columns.add(new Picked(source, column));
        types.put(column, table.column(source).orElseThrow().type());
      }
    }
    return columns;
  }

  private static Picked named(String text, SourceTable table) {
    Optional<Picked> first = Optional.empty();
    Matcher as = AS.matcher(text);
    while (table.column(text).isEmpty() && as.find()) {
      Picked named = new Picked(text.substring(0, as.start()), text.substring(as.end()));
      if (table.column(named.source()).isPresent()) {
        return named;
      }
      first = first.or(() -> Optional.of(named));
    }
    return first.orElse(new Picked(text, text));
  }

  private boolean isFree(YamlMap map, String key, String column) {
    if (!taken.add(FoldedName.of(column))) {
      map.problem(key, "the fact has a column " + column + " already");
      return false;
    }
    return true;
  }

  /** Without its key a fact has no grain. The tenant's own key is the tenant column. */
  private void requireKey(SourceTable table, List<Picked> columns) {
    if (isTenants()) {
      if (!table.name().equals(model.tenants().table())) {
        file.problem("base", "the fact tenants is made of table " + model.tenants().table());
      }
      return;
    }
    if (table.key().isEmpty()) {
      file.problem("base", "table " + table.name() + " has no key, so a row cannot be told apart");
    }
    for (String key : table.keyBesideTenant()) {
      if (columns.stream().noneMatch(column -> column.source().equals(key))) {
        file.problem("columns", "must hold " + key + ", the key of " + table.name());
      }
    }
  }

  private List<ParentPath> paths(SourceTable base) {
    List<ParentPath> paths = new ArrayList<>();
    for (YamlMap map : file.maps("paths")) {
      map.only("path", "columns");
      path(map, base).ifPresent(paths::add);
    }
    if (isTenants() && !paths.isEmpty()) {
      file.problem("paths", "the fact tenants follows no path");
    }
    return paths;
  }

  private Optional<ParentPath> path(YamlMap map, SourceTable base) {
    String[] words = AS.split(map.text("path").strip(), 2);
    if (words[0].isEmpty()) {
      return Optional.empty();
    }
    String pathName = words.length == 2 ? words[1] : words[0].replace('.', '_');
    if (!STEP.matcher(pathName).matches()) {
      map.problem("path", pathName + " is not a name; it has no blanks and no dots");
      return Optional.empty();
    }
    List<Relation> steps = new ArrayList<>();
    SourceTable table = base;
    for (String step : words[0].split("\\.")) {
      Optional<Relation> relation = step(map, table, step);
      if (relation.isEmpty()) {
        return Optional.empty();
      }
      steps.add(relation.get());
      table = model.table(relation.get().parent()).orElseThrow();
    }
    if (!map.has("columns")) {
      map.problem("columns", "is missing");
    }
    SourceTable parent = table;
    if (FactSql.hasDeletedFlag(parent)) {
      isFree(map, "path", pathName + "_is_deleted");
    }
    return Optional.of(new ParentPath(steps, pathName, columns(map, parent, pathName + "_")));
  }

  /** One arrow, child to parent; anything that could multiply rows is refused. */
  private Optional<Relation> step(YamlMap map, SourceTable table, String step) {
    Optional<Relation> relation =
        model.steps(table).stream().filter(each -> each.name().equals(step)).findFirst();
    if (relation.isEmpty()) {
      map.problem("path", notAParent(table, step));
      return Optional.empty();
    }
    SourceTable parent = model.table(relation.get().parent()).orElseThrow();
    if (!relation.get().isToKeyOf(parent)) {
      map.problem(
          "path",
          relation.get()
              + " is not N:1, "
              + parent.name()
              + "."
              + String.join("+", relation.get().parentColumns())
              + " is not the key of "
              + parent.name());
      return Optional.empty();
    }
    if (TenantColumns.isGlobal(table) && !TenantColumns.isGlobal(parent)) {
      map.problem(
          "path",
          "table "
              + table.name()
              + " belongs to no tenant, so it cannot follow "
              + step
              + " to rows of tenants");
      return Optional.empty();
    }
    return relation;
  }

  private String notAParent(SourceTable table, String step) {
    for (SourceTable child : model.tables().values()) {
      for (Relation relation : child.relations()) {
        if (child.name().equals(step) && relation.parent().equals(table.name())) {
          return step
              + " is 1:N, "
              + relation
              + "; make "
              + step
              + " the base and follow "
              + relation.name();
        }
      }
    }
    List<String> known = model.steps(table).stream().map(Relation::name).toList();
    return unknown("relation", table.name(), step, known);
  }

  private List<Picked> localDates(SourceTable base) {
    YamlMap map = file.map("local_dates");
    List<Picked> dates = new ArrayList<>();
    for (String source : map.keys()) {
      String column = map.text(source);
      var found = base.rawSchema().column(source);
      if (found.isEmpty()) {
        map.problem(source, unknown("column", base.name(), source, base.rawSchema().names()));
      } else if (!found.get().type().equals(DataType.TIMESTAMP)) {
        map.problem(source, "is a " + found.get().type() + "; only a timestamp has a local date");
      } else if (!column.endsWith("_local_date")) {
        map.problem(source, column + " must end in _local_date");
      } else if (isFree(map, source, column)) {
        dates.add(new Picked(source, column));
      }
    }
    return dates;
  }

  private static String unknown(String what, String name, Collection<String> known) {
    return "there is no " + what + " " + name + Problems.didYouMean(name, known);
  }

  private static String unknown(String what, String of, String name, Collection<String> known) {
    return of + " has no " + what + " " + name + Problems.didYouMean(name, known);
  }
}
