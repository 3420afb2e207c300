package io.daybook.report.custom;

import static java.util.Objects.requireNonNull;

import io.daybook.audience.Addressees;
import io.daybook.audience.Asker;
import io.daybook.audience.ReleaseRows;
import io.daybook.report.custom.definition.Definition;
import io.daybook.report.custom.definition.DefinitionReader;
import io.daybook.report.custom.sql.Evaluation;
import io.daybook.report.file.FileFormat;
import io.daybook.report.issue.Asked;
import io.daybook.report.issue.Made;
import io.daybook.report.issue.ReleaseData;
import io.daybook.report.layout.OneLine;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The custom reports of one release: which there are, and what they say. Safe for several threads.
 */
public final class CustomReports {
  private final ReleaseData data;
  private final DefinitionReader reader;
  private final CustomAnswers answers;
  private final List<Map<String, String>> favourites;
  private final List<CustomReport> reports;

  /** Reads the definitions of a release. */
  public CustomReports(ReleaseData data, ReleaseRows source) {
    this.data = requireNonNull(data, "data is null");
    this.reader = new DefinitionReader(data.metrics());
    this.answers = new CustomAnswers(data);
    this.favourites = source.rows("favourites");
    this.reports = source.rows("custom").stream().map(this::report).toList();
  }

  private CustomReport report(Map<String, String> row) {
    String id = row.getOrDefault("id", "");
    String name = OneLine.of(row.getOrDefault("name", ""));
    return new CustomReport(
        id,
        row.getOrDefault("tenant", ""),
        name.isEmpty() ? id : name,
        Optional.ofNullable(row.get("creator")),
        Boolean.parseBoolean(row.get("is_shared")),
        reader.read(row.getOrDefault("definition", "")));
  }

  /** The reports of all tenants, in the order of tenant and id. */
  public List<CustomReport> reports() {
    return reports;
  }

  /** The report of this id. */
  public Optional<CustomReport> report(String id) {
    return reports.stream().filter(report -> report.id().equals(id)).findFirst();
  }

  /** The report of this id for these people; the source says neither for whom nor as what. */
  public Optional<Asked> asked(String id, FileFormat format, Addressees addressees) {
    return report(id).map(report -> new AskedCustom(this, data, report, format, addressees));
  }

  /** How many users keep it at hand. */
  public long keptBy(CustomReport report) {
    return favourites.stream()
        .filter(row -> report.id().equals(row.get("report_id")))
        .filter(row -> report.tenant().equals(row.get("tenant")))
        .count();
  }

  /** What a report of somebody's own says, in the name of its creator. */
  public Made make(CustomReport report) {
    Optional<Asker> creator = creator(report);
    return creator.isPresent()
        ? make(report, creator.get())
        : new Made.Held(
            "who made it is not an active user: ask it in the name of a role, or of another user",
            Optional.empty());
  }

  /** Who made it, while an active user. */
  Optional<Asker> creator(CustomReport report) {
    return report.creator().flatMap(data.audience().people()::user);
  }

  /** What a report says to this asker. */
  public Made make(CustomReport report, Asker asker) {
    return make(report, asker, Optional.empty());
  }

  /** The same on a day of the tenant; its periods end before that. */
  Made make(CustomReport report, Asker asker, Optional<LocalDate> today) {
    if (!report.isFor(asker)) {
      return new Made.Failed("it is not shared with who asks");
    }
    return report
        .reading()
        .definition()
        .map(definition -> answers.answer(report.name(), definition, asker, today, none -> {}))
        .orElseGet(() -> new Made.Failed(report.reading().text()));
  }

  /**
   * What a definition says to this asker.
   *
   * @param name of the report where the definition has no title
   * @throws io.daybook.fault.DaybookException DEF_REPORT when the text is not a definition
   */
  public Made ask(String name, String definition, Asker asker) {
    Definition read = reader.require(name, definition);
    return make(read.title().orElse(name), read, asker, none -> {});
  }

  /**
   * What a definition says to this asker.
   *
   * @param started takes what can be cancelled, before it begins
   */
  public Made make(String title, Definition definition, Asker asker, Consumer<Evaluation> started) {
    return answers.answer(title, definition, asker, Optional.empty(), started);
  }
}
