package io.daybook.report.catalogue;

import io.daybook.calendar.PeriodKind;
import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.engine.SqlText;
import io.daybook.report.catalogue.CatalogueReport.Agreement;
import io.daybook.report.catalogue.CatalogueReport.Comparison;
import io.daybook.report.catalogue.CatalogueReport.FigureShown;
import io.daybook.report.catalogue.CatalogueReport.Figures;
import io.daybook.report.catalogue.CatalogueReport.Parameter;
import io.daybook.report.catalogue.CatalogueReport.Query;
import io.daybook.report.catalogue.CatalogueReport.Shown;
import io.daybook.report.catalogue.CatalogueReport.Table;
import io.daybook.report.catalogue.CatalogueReport.TableColumn;
import io.daybook.report.catalogue.CatalogueReport.Trend;
import io.daybook.report.layout.Better;
import io.daybook.report.layout.Chart;
import io.daybook.report.layout.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads one report's YAML file; whatever is wrong becomes a problem, and reading goes on. */
final class CatalogueReader {
  private static final int USUAL_MONTHS = 12;

  private final YamlMap yaml;
  private final String name;
  private final Map<String, Query> queries;
  private final TreeSet<String> used = new TreeSet<>();

  /**
   * @param queries of the report's folder, by name
   */
  CatalogueReader(YamlMap yaml, String name, Map<String, Query> queries) {
    this.yaml = yaml;
    this.name = name;
    this.queries = queries;
  }

  CatalogueReport read() {
    yaml.only(
        "title",
        "description",
        "areas",
        "period",
        "compare",
        "parameters",
        "figures",
        "charts",
        "tables",
        "agree",
        "notes");
    if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
      yaml.problem("title", name + " is not a name; lower case, digits and _ only");
    }
    String title = yaml.text("title");
    String description = yaml.text("description").strip();
    List<String> areas = yaml.texts("areas");
    if (areas.isEmpty()) {
      yaml.problem("areas", "is missing: who may see the report?");
    }
    PeriodKind period = choice(yaml, "period", PeriodKind.values(), PeriodKind.MONTH);
    Comparison comparison =
        choice(yaml, "compare", Comparison.values(), Comparison.PREVIOUS_PERIOD);
    Optional<Figures> figures = figures();
    List<Trend> charts = yaml.maps("charts").stream().flatMap(map -> chart(map).stream()).toList();
    List<Table> tables = yaml.maps("tables").stream().flatMap(map -> table(map).stream()).toList();
    if (figures.isEmpty() && tables.isEmpty()) {
      yaml.problem("figures", "is missing, and tables, too: the report would be empty");
    }
    for (String unused : queries.keySet()) {
      if (!used.contains(unused)) {
        yaml.problem("tables", "nothing shows " + unused + ".sql");
      }
    }
    Map<String, Parameter> parameters = parameters();
    return new CatalogueReport(
        name,
        title,
        description,
        new TreeSet<>(areas),
        period,
        comparison,
        parameters,
        figures,
        charts,
        tables,
        agreements(figures, tables),
        yaml.texts("notes"));
  }

  private Map<String, Parameter> parameters() {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    YamlMap map = yaml.map("parameters");
    for (String parameter : map.keys()) {
      YamlMap each = map.map(parameter);
      each.only("title", "from", "key", "name");
      if (!parameter.matches("[a-z][a-z0-9_]{0,62}")) {
        map.problem(parameter, "is not a name; lower case, digits and _ only");
      } else if (AskedSql.DAYS.contains(parameter)) {
        map.problem(parameter, "is a column of asked already; give it another name");
      } else if (queries.values().stream()
          .noneMatch(query -> SqlText.words(query.sql()).contains(parameter))) {
        map.problem(parameter, "no query reads it, so the report would be of all");
      }
      parameters.put(
          parameter,
          new Parameter(
              each.text("title"), each.text("from"), each.text("key"), each.text("name")));
    }
    return parameters;
  }

  private Optional<Query> query(YamlMap map) {
    String query = map.text("query");
    if (!query.isEmpty() && !queries.containsKey(query)) {
      map.problem(
          "query", "there is no " + query + ".sql" + Problems.didYouMean(query, queries.keySet()));
    }
    Optional<Query> found = Optional.ofNullable(queries.get(query));
    used.add(query);
    found.ifPresent(each -> each.reads().forEach(part -> used.add(part.name())));
    return found;
  }

  private Optional<Figures> figures() {
    if (!yaml.has("figures")) {
      return Optional.empty();
    }
    YamlMap map = yaml.map("figures");
    map.only("query", "columns");
    List<FigureShown> columns = new ArrayList<>();
    YamlMap each = map.map("columns");
    for (String column : each.keys()) {
      YamlMap figure = each.map(column);
      figure.only("title", "unit", "better", "otherwise");
      Shown shown = shown(column, figure);
      if (shown.unit().isEmpty() && !figure.has("unit")) {
        figure.problem("unit", "is missing: a figure is a number");
      }
      columns.add(
          new FigureShown(
              shown,
              choice(figure, "better", Better.values(), Better.NEITHER),
              figure.optionalText("otherwise").orElse("there is nothing to tell it from")));
    }
    if (columns.isEmpty()) {
      map.problem("columns", "is missing");
    }
    return query(map).map(query -> new Figures(query, columns));
  }

  private Optional<Table> table(YamlMap map) {
    map.only("query", "title", "columns");
    List<TableColumn> columns = new ArrayList<>();
    YamlMap each = map.map("columns");
    for (String column : each.keys()) {
      YamlMap shown = each.map(column);
      shown.only("title", "unit", "sum");
      boolean isSummed = shown.flag("sum", false);
      Shown which = shown(column, shown);
      if (isSummed && which.unit().filter(CatalogueReader::addsUp).isEmpty()) {
        shown.problem("sum", "is of money or of a count: what is rounded does not add up");
      }
      columns.add(new TableColumn(which, isSummed));
    }
    if (columns.isEmpty()) {
      map.problem("columns", "is missing");
    }
    String title = map.text("title");
    return query(map).map(query -> new Table(query, title, columns));
  }

  private Optional<Trend> chart(YamlMap map) {
    map.only("query", "title", "unit", "kind", "months");
    String title = map.text("title");
    Optional<Unit> unit = unit(map);
    Chart.Kind kind = choice(map, "kind", Chart.Kind.values(), Chart.Kind.BAR);
    int months = map.integer("months").orElse(USUAL_MONTHS);
    if (months < 2 || months > 120) {
      map.problem("months", months + " is not from 2 to 120");
    }
    return query(map)
        .flatMap(query -> unit.map(found -> new Trend(query, title, found, kind, months)));
  }

  private static boolean addsUp(Unit unit) {
    return unit.kind() == Unit.Kind.MONEY || unit.kind() == Unit.Kind.COUNT;
  }

  private static Shown shown(String column, YamlMap map) {
    String title = map.text("title");
    return new Shown(column, title, map.has("unit") ? unit(map) : Optional.empty());
  }

  private static Optional<Unit> unit(YamlMap map) {
    String text = map.text("unit");
    Optional<Unit> unit = Unit.parse(text);
    if (unit.isEmpty() && !text.isEmpty()) {
      map.problem("unit", text + " is none of " + String.join(", ", Unit.texts()));
    }
    return unit;
  }

  private List<Agreement> agreements(Optional<Figures> figures, List<Table> tables) {
    List<String> numbers = new ArrayList<>();
    figures.ifPresent(shown -> shown.columns().forEach(each -> numbers.add(each.shown().column())));
    List<String> whole = List.copyOf(numbers);
    for (Table table : tables) {
      table.columns().stream()
          .filter(TableColumn::isSummed)
          .forEach(each -> numbers.add(table.query().name() + "." + each.shown().column()));
    }
    List<Agreement> agreements = new ArrayList<>();
    for (YamlMap map : yaml.maps("agree")) {
      map.only("figure", "is", "less");
      Agreement agreement = new Agreement(map.text("figure"), map.texts("is"), map.texts("less"));
      unknown(map, "figure", List.of(agreement.figure()), whole);
      unknown(map, "is", agreement.parts(), numbers);
      unknown(map, "less", agreement.less(), numbers);
      if (agreement.parts().isEmpty()) {
        map.problem("is", "is missing");
      }
      agreements.add(agreement);
    }
    return agreements;
  }

  private static void unknown(YamlMap map, String key, List<String> names, List<String> known) {
    for (String each : names) {
      if (!each.isEmpty() && !known.contains(each)) {
        map.problem(
            key,
            each + " is no figure and no column with a sum" + Problems.didYouMean(each, known));
      }
    }
  }

  private static <E extends Enum<E>> E choice(YamlMap map, String key, E[] values, E otherwise) {
    Optional<String> text = map.optionalText(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    List<String> names =
        Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
    int found = names.indexOf(text.get());
    if (found < 0) {
      map.problem(key, text.get() + " is none of " + String.join(", ", names));
      return otherwise;
    }
    return values[found];
  }
}
