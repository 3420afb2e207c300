package io.daybook.report.scheduled;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.calendar.PeriodKind;
import io.daybook.config.Problems;
import io.daybook.report.file.FileFormat;
import io.daybook.report.metric.Metrics;
import io.daybook.report.scheduled.ReportDefinition.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads one row; all that is wrong with it is told at once. */
final class DefinitionReader {
  private static final int MOST_METRICS = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, PeriodKind> PERIODS =
      Map.of(
          "daily", PeriodKind.DAY,
          "weekly", PeriodKind.WEEK,
          "biweekly", PeriodKind.TWO_WEEKS,
          "monthly", PeriodKind.MONTH,
          "quarterly", PeriodKind.QUARTER);

  private final Metrics catalogue;
  private final List<String> problems = new ArrayList<>();

  private DefinitionReader(Metrics catalogue) {
    this.catalogue = catalogue;
  }

  /** Columns of the row by name; a missing one is NULL. */
  static ReportRow read(Metrics catalogue, Map<String, String> row) {
    return new DefinitionReader(catalogue).read(row);
  }

  private ReportRow read(Map<String, String> row) {
    String id = row.getOrDefault("id", "");
    String tenant = row.getOrDefault("tenant", "");
    String name = Optional.ofNullable(row.get("name")).filter(text -> !text.isBlank()).orElse(id);
    Optional<PeriodKind> period = oneOf("frequency", row.get("frequency"), PERIODS);
    Optional<FileFormat> format = oneOf("format", row.get("format"), FileFormat.byName());
    Optional<String> author = Optional.ofNullable(row.get("created_by"));
    List<String> ids = metricIds(row.get("metrics"));
    Optional<Comparison> comparison = comparison(row.get("comparison"));
    if (row.get("emails") == null && row.get("users") == null) {
      problems.add("emails: are missing, and so are users");
    }
    List<String> emails = texts("emails", row.get("emails"));
    List<String> users = texts("users", row.get("users"));
    if (!problems.isEmpty()) {
      return new ReportRow.Broken(id, tenant, name, author, String.join("; ", problems));
    }
    return new ReportRow.Valid(
        new ReportDefinition(
            id,
            tenant,
            name,
            author,
            period.orElseThrow(),
            format.orElseThrow(),
            OwnTime.read(row.get("schedule_cron"), row.get("timezone")),
            ids,
            comparison.orElseThrow(),
            Boolean.parseBoolean(row.get("charts")),
            emails,
            users));
  }

  private <T> Optional<T> oneOf(String column, String text, Map<String, T> values) {
    Optional<T> value = Optional.ofNullable(text).map(values::get);
    if (value.isEmpty()) {
      problems.add(
          column
              + ": "
              + quoted(text)
              + " is none of "
              + String.join(", ", values.keySet().stream().sorted().toList()));
    }
    return value;
  }

  private List<String> metricIds(String list) {
    if (list == null) {
      problems.add("metrics: is missing");
    }
    List<String> ids = texts("metrics", list);
    if (ids.isEmpty() || ids.size() > MOST_METRICS) {
      problems.add("metrics: has " + ids.size() + ", 1 to " + MOST_METRICS + " are needed");
    }
    for (String id : ids) {
      if (catalogue.metric(id).isEmpty()) {
        problems.add(
            "metrics: there is no metric "
                + quoted(id)
                + Problems.didYouMean(id, catalogue.byId().keySet()));
      }
    }
    return ids;
  }

  private Optional<Comparison> comparison(String text) {
    if (text == null) {
      return Optional.of(Comparison.NONE);
    }
    for (Comparison comparison : Comparison.values()) {
      if (comparison.name().toLowerCase(Locale.ROOT).equals(text)) {
        return Optional.of(comparison);
      }
    }
    problems.add(
        "comparison: " + quoted(text) + " is none of previous_period, previous_year, none");
    return Optional.empty();
  }

  /** The texts of a list in JSON; none of a column that is NULL. */
  private List<String> texts(String column, String list) {
    List<String> texts = new ArrayList<>();
    if (list == null) {
      return texts;
    }
    try {
      JsonNode node = JSON.readTree(list);
      if (!node.isArray() && !node.isNull()) {
        problems.add(column + ": must be a list");
        return texts;
      }
      for (JsonNode each : node) {
        if (each.isTextual()) {
          texts.add(each.asText());
        } else {
          problems.add(column + ": must hold texts only");
        }
      }
    } catch (JsonProcessingException e) {
      problems.add(column + ": is not JSON");
    }
    return texts;
  }

  /** A definition is its owner's own text, shown to its owner alone; long ones are cut. */
  static String quoted(String text) {
    String shown = text == null ? "nothing" : text;
    return shown.length() > 60 ? shown.substring(0, 60) + "…" : shown;
  }
}
