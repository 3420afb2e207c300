package io.daybook.report.custom.definition;

import io.daybook.report.metric.ApplicationReport;
import io.daybook.report.metric.Metrics;
import io.daybook.report.metric.Subject;
import io.daybook.sql.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The application's own definitions, {@code columns, filters, groupBy, sortBy, sortDirection,
 * source}, written as today's. Its names are in camel case; a number that is not grouped by is
 * added up. What one of the source's {@link ApplicationReport}s says goes before. Problems keep the
 * places of the old text.
 */
final class OldShape {
  private final Shape old;
  private final Metrics catalogue;
  private final Findings findings;
  private final Places places = new Places();

  OldShape(Shape old, Metrics catalogue, Findings findings) {
    this.old = old;
    this.catalogue = catalogue;
    this.findings = findings;
  }

  /** The same in today's shape; empty where nobody can tell the source. */
  Optional<Json> today() {
    old.only(ShapeKeys.OLD, ShapeKeys.TODAY_IN_OLD);
    Optional<Shape> filters =
        old.has("filters") && !(old.members().get("filters") instanceof Json.Null)
            ? Optional.of(Shape.of(old.at("filters"), old.members().get("filters"), findings))
            : Optional.empty();
    Optional<ApplicationReport> known =
        filters.flatMap(said -> ApplicationShape.meant(catalogue.application(), said));
    if (known.isEmpty()) {
      return plain(filters);
    }
    return Optional.of(
        new ApplicationShape(known.get(), catalogue, old, findings, places).today(filters.get()));
  }

  /** Where a problem of today's shape stands in the old text. */
  String place(String pointer) {
    return places.before(pointer);
  }

  private Optional<Json> plain(Optional<Shape> filters) {
    OldParts parts =
        new OldParts(old, findings, places, (at, name) -> Optional.of(Spelling.snake(name)));
    Map<String, Json> today = new LinkedHashMap<>();
    List<String> groups = parts.names("groupBy", DefinitionReader.MOST_AXES);
    List<String> columns = parts.names("columns", DefinitionReader.MOST_COLUMNS);
    Optional<String> source = source(columns);
    source.ifPresent(name -> today.put("source", new Json.Text(name)));
    for (int i = 0; i < groups.size(); i++) {
      places.put("/dimensions/" + i, "/groupBy/" + i);
    }
    List<Json> shown = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (!groups.contains(columns.get(i))) {
        places.put("/columns/" + shown.size(), "/columns/" + i);
        shown.add(new Json.Text(columns.get(i)));
      }
    }
    if (!groups.isEmpty()) {
      today.put("dimensions", OldParts.texts(groups));
    }
    if (!shown.isEmpty() || groups.isEmpty()) {
      today.put("columns", new Json.Items(shown));
    }
    List<Json> tests = new ArrayList<>();
    filters.ifPresent(said -> parts.conditions(said, tests));
    if (!tests.isEmpty()) {
      today.put("filter", new Json.Members(Map.of("and", new Json.Items(tests))));
    }
    parts.sort().ifPresent(sort -> today.put("sort", sort));
    return source.map(name -> new Json.Members(today));
  }

  /** Names the source, or finds the one that has all columns. */
  private Optional<String> source(List<String> columns) {
    if (old.has("source")) {
      return old.text("source", DefinitionReader.LONGEST_ID).map(Spelling::snake);
    }
    List<String> fitting =
        catalogue.subjects().values().stream()
            .filter(subject -> subject.fields().keySet().containsAll(columns))
            .map(Subject::name)
            .toList();
    if (fitting.size() == 1) {
      return Optional.of(fitting.get(0));
    }
    findings.meaning(
        old.at("source"),
        fitting.isEmpty()
            ? "is missing, and " + lacking(columns)
            : "is missing, and " + String.join(", ", fitting) + " have all of the columns");
    return Optional.empty();
  }

  private String lacking(List<String> columns) {
    List<String> nowhere =
        columns.stream()
            .filter(
                name ->
                    catalogue.subjects().values().stream()
                        .noneMatch(subject -> subject.fields().containsKey(name)))
            .distinct()
            .map(Findings::shown)
            .toList();
    return nowhere.isEmpty()
        ? "no dataset has all of the columns"
        : "no dataset has " + String.join(" or ", nowhere);
  }
}
