package io.daybook.report.metric;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The catalogue as a page for people, in Markdown. */
public final class CataloguePage {
  private CataloguePage() {}

  /** The page of a source; the same catalogue gives the same text. */
  public static String of(String source, Metrics catalogue) {
    StringBuilder page = new StringBuilder();
    page.append("# What can be asked of ").append(source).append("\n\n");
    page.append("Generated from `sql/").append(source).append("/metrics.yml`. ");
    page.append("`daybook metrics` prints the same.\n\n## Metrics\n\n");
    page.append("| metric | what it is | unit | adds up | by date of | over | can be asked by |\n");
    page.append("|---|---|---|---|---|---|---|\n");
    for (Metric metric : catalogue.byId().values()) {
      row(
          page,
          "`" + metric.id() + "`",
          "**" + metric.title() + "** " + metric.description(),
          metric.unit().toString(),
          word(metric.additivity()),
          when(metric),
          over(metric).orElse(""),
          String.join(", ", askedBy(catalogue, metric)));
    }
    page.append("\n## Dimensions\n\n| dimension | what it is | type |\n|---|---|---|\n");
    row(
        page,
        "`day`, `week`, `month`, `quarter`, `year`",
        "Spans of the organisation's calendar: its week start and fiscal year",
        "date");
    for (Dimension dimension : catalogue.dimensions().values()) {
      row(
          page,
          "`" + dimension.id() + "`",
          "**" + dimension.title() + "** " + dimension.description(),
          dimension.type().toString());
    }
    page.append(
        "\n## Datasets\n\n| source | area | date | columns | numbers |\n|---|---|---|---|---|\n");
    for (Subject subject : catalogue.subjects().values()) {
      row(
          page,
          "`" + subject.name() + "` " + subject.title(),
          subject.area(),
          subject.date().orElse("none"),
          fields(subject, false),
          fields(subject, true));
    }
    page.append("\n## Roles\n\n| role | sees |\n|---|---|\n");
    catalogue.roles().areas().forEach((role, areas) -> row(page, role, String.join(", ", areas)));
    return page.toString();
  }

  /** What a metric can be asked by, spans of time first. */
  public static List<String> askedBy(Metrics catalogue, Metric metric) {
    if (!(metric.definition() instanceof Metric.Computed computed)) {
      return List.of();
    }
    List<String> own =
        catalogue
            .over(computed.from())
            .map(subject -> List.copyOf(subject.groupings().keySet()))
            .orElse(List.of());
    if (!(computed.when() instanceof Metric.During)) {
      return own;
    }
    return Stream.concat(Stream.of("time"), own.stream()).toList();
  }

  private static Optional<String> over(Metric metric) {
    return metric.definition() instanceof Metric.Computed computed
        ? Optional.of(computed.from())
        : Optional.empty();
  }

  private static String when(Metric metric) {
    if (metric.definition() instanceof Metric.Unavailable unavailable) {
      return "n/a: " + unavailable.reason();
    }
    Metric.When when = ((Metric.Computed) metric.definition()).when();
    if (when instanceof Metric.During during) {
      return during.dateColumn();
    }
    return when instanceof Metric.AtDayEnd ? "end of the last day" : "the release";
  }

  private static String fields(Subject subject, boolean numbers) {
    return subject.fields().values().stream()
        .filter(field -> field.unit().isPresent() == numbers)
        .map(field -> field.column() + (numbers && !field.isSummed() ? " (not added up)" : ""))
        .collect(Collectors.joining(", "));
  }

  private static String word(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  private static void row(StringBuilder page, String... cells) {
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
