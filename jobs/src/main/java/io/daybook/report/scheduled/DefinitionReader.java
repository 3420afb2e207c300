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
    JsonNode metrics = json("metrics", row.get("metrics"));
    JsonNode recipients = json("recipients", row.get("recipients"));
    Optional<PeriodKind> period = oneOf("frequency", row.get("frequency"), PERIODS);
    Optional<FileFormat> format = oneOf("format", row.get("format"), FileFormat.byName());
    Optional<String> author = Optional.ofNullable(row.get("created_by"));
    List<String> ids = metricIds(metrics.path("metrics"));
    Optional<Comparison> comparison = comparison(metrics.path("comparisonPeriod"));
    List<String> emails = texts("recipients /emails", recipients.path("emails"));
    List<String> users = texts("recipients /userIds", recipients.path("userIds"));
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
            metrics.path("includeCharts").asBoolean() || metrics.path("includeTrends").asBoolean(),
            emails,
            users));
  }

  private JsonNode json(String column, String text) {
    if (text == null) {
      problems.add(column + ": is missing");
      return JSON.createObjectNode();
    }
    try {
      JsonNode node = JSON.readTree(text);
      if (node.isObject()) {
        return node;
      }
      problems.add(column + ": must be an object");
    } catch (JsonProcessingException e) {
      problems.add(column + ": is not JSON");
    }
    return JSON.createObjectNode();
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

  private List<String> metricIds(JsonNode list) {
    List<String> ids = texts("metrics /metrics", list);
    if (ids.isEmpty() || ids.size() > MOST_METRICS) {
      problems.add(
          "metrics /metrics: has " + ids.size() + ", 1 to " + MOST_METRICS + " are needed");
    }
    for (String id : ids) {
      if (catalogue.metric(id).isEmpty()) {
        problems.add(
            "metrics /metrics: there is no metric "
                + quoted(id)
                + Problems.didYouMean(id, catalogue.byId().keySet()));
      }
    }
    return ids;
  }

  private Optional<Comparison> comparison(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return Optional.of(Comparison.NONE);
    }
    for (Comparison comparison : Comparison.values()) {
      if (comparison.name().toLowerCase(Locale.ROOT).equals(node.asText())) {
        return Optional.of(comparison);
      }
    }
    problems.add(
        "metrics /comparisonPeriod: "
            + quoted(node.asText())
            + " is none of previous_period, previous_year, none");
    return Optional.empty();
  }

  private List<String> texts(String where, JsonNode list) {
    if (list.isMissingNode() || list.isNull()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    if (!list.isArray()) {
      problems.add(where + ": must be a list");
      return texts;
    }
    for (JsonNode each : list) {
      if (each.isTextual()) {
        texts.add(each.asText());
      } else {
        problems.add(where + ": must hold texts only");
      }
    }
    return texts;
  }

  /** A definition is its owner's own text, shown to its owner alone; long ones are cut. */
  static String quoted(String text) {
    String shown = text == null ? "nothing" : text;
    return shown.length() > 60 ? shown.substring(0, 60) + "…" : shown;
  }
}
