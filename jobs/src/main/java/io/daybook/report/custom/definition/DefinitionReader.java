package io.daybook.report.custom.definition;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.metric.ApplicationReport;
import io.daybook.report.metric.Metrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads definitions, today's and the application's old ones. It is strict: what it does not know it
 * refuses, and it tells every problem at once. Safe for several threads.
 */
public final class DefinitionReader {
  static final int LONGEST_ID = 64;
  static final int LONGEST_TITLE = 120;
  static final int MOST_METRICS = 20;
  static final int MOST_COLUMNS = 50;
  static final int MOST_AXES = 4;
  static final int MOST_KEYS = 5;

  /** Days of the longest period. */
  static final int MOST_DAYS = 20 * 366;

  private static final String SCHEMA = "/io/daybook/report/custom/report.schema.json";

  private final Metrics catalogue;

  public DefinitionReader(Metrics catalogue) {
    this.catalogue = requireNonNull(catalogue, "catalogue is null");
  }

  /**
   * What became of a text.
   *
   * @param definition there when there is no problem
   * @param problems all that is wrong, at most a hundred, in no order
   */
  public record Reading(Optional<Definition> definition, List<Problem> problems) {
    public Reading {
      requireNonNull(definition, "definition is null");
      problems = List.copyOf(problems);
    }

    /** All problems in one line. */
    public String text() {
      return problems.stream().map(Problem::text).collect(Collectors.joining("; "));
    }
  }

  /**
   * What a definition may hold, as JSON Schema 2020-12 says it; which names there are, it does not.
   */
  public static String schema() {
    try (InputStream in = DefinitionReader.class.getResourceAsStream(SCHEMA)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("A resource of Daybook cannot be read: " + SCHEMA, e);
    }
  }

  /** Reads a text without failing. */
  public Reading read(String text) {
    requireNonNull(text, "text is null");
    Findings findings = new Findings();
    Optional<Json> json = JsonText.read(text, findings);
    if (json.isEmpty()) {
      return new Reading(Optional.empty(), findings.all());
    }
    Shape shape = Shape.of("", json.get(), findings);
    return read(shape, findings);
  }

  private Reading read(Shape shape, Findings findings) {
    if (!ShapeKeys.areOld(shape)) {
      return reading(new DefinitionTree(catalogue, shape, findings).read(), findings);
    }
    OldShape old = new OldShape(shape, catalogue, findings);
    Findings today = new Findings();
    Optional<Definition> definition =
        old.today()
            .flatMap(
                rewritten ->
                    new DefinitionTree(catalogue, Shape.of("", rewritten, today), today).read());
    for (Problem problem : today.all()) {
      if (problem.isShape()) {
        findings.shape(old.place(problem.pointer()), problem.message());
      } else {
        findings.meaning(old.place(problem.pointer()), problem.message());
      }
    }
    return reading(definition, findings);
  }

  /** What is wrong with one of the application's own reports, when it asks for all it can. */
  public List<String> problems(ApplicationReport report) {
    Map<String, Json> filters = new LinkedHashMap<>();
    report.filters().forEach((name, values) -> filters.put(name, new Json.Text(values.get(0))));
    Findings findings = new Findings();
    read(new Shape("", Map.of("filters", new Json.Members(filters)), findings), findings);
    return findings.all().stream().map(Problem::text).toList();
  }

  private static Reading reading(Optional<Definition> definition, Findings findings) {
    return new Reading(findings.isEmpty() ? definition : Optional.empty(), findings.all());
  }

  /**
   * Reads a text that must be right.
   *
   * @param name of the report, for the message
   * @throws DaybookException DEF_REPORT with every problem
   */
  public Definition require(String name, String text) {
    Reading reading = read(text);
    if (reading.definition().isPresent()) {
      return reading.definition().get();
    }
    int count = reading.problems().size();
    throw DaybookException.of(
            Code.DEF_REPORT,
            "Cannot read the definition of %s: %s"
                .formatted(name, count == 1 ? "1 problem" : count + " problems"))
        .line(
            "found",
            reading.problems().stream().map(Problem::text).collect(Collectors.joining("\n")))
        .state("nothing was asked")
        .next("mend the places above; daybook metrics lists what can be asked")
        .build();
  }
}
