package io.daybook.report.custom.definition;

import io.daybook.report.metric.ApplicationReport;
import io.daybook.report.metric.Metrics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An older definition that is one of the application's own reports, written as today's. */
final class ApplicationShape {
  private final ApplicationReport report;
  private final Metrics catalogue;
  private final Findings findings;
  private final Places places;
  private final OldParts parts;

  ApplicationShape(
      ApplicationReport report, Metrics catalogue, Shape old, Findings findings, Places places) {
    this.report = report;
    this.catalogue = catalogue;
    this.findings = findings;
    this.places = places;
    this.parts = new OldParts(old, findings, places, this::name);
  }

  /** The first report whose words all stand in these filters. */
  static Optional<ApplicationReport> meant(List<ApplicationReport> known, Shape filters) {
    return known.stream()
        .filter(
            report ->
                report.filters().entrySet().stream()
                    .allMatch(
                        word ->
                            filters.members().get(word.getKey()) instanceof Json.Text text
                                && word.getValue().contains(text.text())))
        .findFirst();
  }

  /** What it asks for; without columns, all that such a report has. */
  Json today(Shape filters) {
    Map<String, Json> today = new LinkedHashMap<>();
    List<String> groups = parts.names("groupBy", DefinitionReader.MOST_AXES);
    List<String> asked = parts.names("columns", DefinitionReader.MOST_COLUMNS);
    boolean isWhole = asked.isEmpty();
    List<String> shown = isWhole ? List.copyOf(report.columns().values()) : asked;
    Set<String> dimensions = new LinkedHashSet<>(report.by());
    groups.stream().filter(id -> !id.equals(OldParts.UNKNOWN)).forEach(dimensions::add);
    Set<String> numbers = new LinkedHashSet<>();
    for (int i = 0; i < shown.size(); i++) {
      if (shown.get(i).equals(OldParts.UNKNOWN)) {
        continue;
      }
      boolean isDimension =
          report.source().isEmpty() && catalogue.dimensions().containsKey(shown.get(i));
      if (isDimension) {
        // A report of metrics is split by what it shows beside them.
        dimensions.add(shown.get(i));
      } else if (!dimensions.contains(shown.get(i)) && numbers.add(shown.get(i)) && !isWhole) {
        places.put(numbersMember() + (numbers.size() - 1), "/columns/" + i);
      }
    }
    report.source().ifPresent(name -> today.put("source", new Json.Text(name)));
    today.put(report.source().isPresent() ? "columns" : "metrics", texts(numbers));
    if (!dimensions.isEmpty()) {
      today.put("dimensions", texts(dimensions));
      places.put("/dimensions", "/groupBy");
    }
    period(filters, today);
    filter(filters, today);
    parts
        .sort()
        .or(() -> usualSort(numbers, dimensions))
        .ifPresent(sort -> today.put("sort", sort));
    return new Json.Members(today);
  }

  private String numbersMember() {
    return report.source().isPresent() ? "/columns/" : "/metrics/";
  }

  private static Json texts(Set<String> names) {
    return OldParts.texts(List.copyOf(names));
  }

  /** What the application's name is here. */
  private Optional<String> name(String pointer, String name) {
    String known = report.columns().get(name);
    if (known != null) {
      return Optional.of(known);
    }
    findings.meaning(
        pointer,
        "%s is not a column of %s, which has %s%s"
            .formatted(
                Findings.shown(name),
                report.name(),
                String.join(", ", report.columns().keySet()),
                Findings.didYouMean(name, report.columns().keySet())));
    return Optional.empty();
  }

  private void period(Shape filters, Map<String, Json> today) {
    Map<String, Json> days = new LinkedHashMap<>();
    for (var day :
        List.of(Map.entry("from", report.days().from()), Map.entry("to", report.days().to()))) {
      places.put("/period/" + day.getKey(), filters.at(day.getValue()));
      if (filters.has(day.getValue())) {
        days.put(day.getKey(), filters.members().get(day.getValue()));
      }
    }
    places.put("/period", filters.at(report.days().from()));
    today.put(
        "period",
        days.isEmpty() ? new Json.Text(report.days().otherwise()) : new Json.Members(days));
  }

  /** Words that tell one report from another are not conditions, nor are the days. */
  private void filter(Shape filters, Map<String, Json> today) {
    Set<String> words = new HashSet<>(List.of(report.days().from(), report.days().to()));
    catalogue.application().forEach(each -> words.addAll(each.filters().keySet()));
    Map<String, Json> conditions = new LinkedHashMap<>(filters.members());
    conditions.keySet().removeAll(words);
    List<Json> tests = new ArrayList<>();
    parts.conditions(new Shape(filters.pointer(), conditions, findings), tests);
    report
        .without()
        .forEach(
            (column, values) ->
                tests.add(
                    new Json.Members(
                        Map.of(
                            "field", new Json.Text(column),
                            "op", new Json.Text("not_in"),
                            "value", OldParts.texts(values)))));
    if (!tests.isEmpty()) {
      today.put("filter", new Json.Members(Map.of("and", new Json.Items(tests))));
    }
  }

  private Optional<Json> usualSort(Set<String> numbers, Set<String> dimensions) {
    return report
        .descending()
        .map(report.columns()::get)
        .filter(
            by ->
                numbers.contains(by)
                    || dimensions.contains(by)
                    || (report.source().isPresent() && dimensions.isEmpty()))
        .map(by -> OldParts.sort(by, Optional.of("desc")));
  }
}
