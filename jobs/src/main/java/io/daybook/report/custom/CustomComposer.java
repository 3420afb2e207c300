package io.daybook.report.custom;

import io.daybook.report.custom.definition.Axis;
import io.daybook.report.custom.definition.Definition;
import io.daybook.report.custom.sql.Answer;
import io.daybook.report.custom.sql.Evaluation;
import io.daybook.report.custom.sql.Question;
import io.daybook.report.layout.Better;
import io.daybook.report.layout.Chart;
import io.daybook.report.layout.DateSpan;
import io.daybook.report.layout.Figure;
import io.daybook.report.layout.Formats;
import io.daybook.report.layout.Measure;
import io.daybook.report.layout.Note;
import io.daybook.report.layout.Provenance;
import io.daybook.report.layout.Ratio;
import io.daybook.report.layout.Report;
import io.daybook.report.layout.Series;
import io.daybook.report.layout.Tenant;
import io.daybook.report.layout.Unit;
import io.daybook.report.metric.Metric;
import io.daybook.report.metric.Subject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Puts the answer of one question into a report: figures, a picture, the table, the notes. */
final class CustomComposer {
  private static final int MOST_FIGURES = 6;

  /** Steps that a picture can show. */
  private static final long MOST_STEPS = 400;

  private final String title;
  private final Question question;
  private final Definition definition;
  private final Tenant tenant;
  private final Provenance provenance;

  CustomComposer(String title, Question question, Tenant tenant, Provenance provenance) {
    this.title = title;
    this.question = question;
    this.definition = question.definition();
    this.tenant = tenant;
    this.provenance = provenance;
  }

  Report compose(Evaluation evaluation) {
    Answer answer = evaluation.answer();
    boolean hasTable = definition.isList() || !definition.axes().isEmpty();
    return new Report(
        title,
        tenant,
        question.days(),
        question.before(),
        provenance,
        definition.isList() ? List.of() : figures(answer, hasTable),
        definition.chart().map(chart -> List.of(chart(chart, evaluation))).orElse(List.of()),
        hasTable
            ? List.of(new CustomTable(question, Formats.of(tenant)).table(tableTitle(), answer))
            : List.of(),
        notes(answer));
  }

  private String tableTitle() {
    if (definition.isList()) {
      return definition.source().orElseThrow().title();
    }
    List<String> titles = definition.axes().stream().map(Axis::title).toList();
    return "By " + String.join(", ", titles).toLowerCase(tenant.locale());
  }

  private List<Figure> figures(Answer answer, boolean hasTable) {
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < definition.metrics().size(); i++) {
      Metric metric = definition.metrics().get(i);
      figures.add(
          figure(metric.title(), metric.unit(), metric.better(), metric, answer.whole().get(i)));
    }
    for (int i = 0; i < definition.columns().size(); i++) {
      Subject.Field field = definition.columns().get(i);
      figures.add(
          figure(
              field.title(),
              field.unit().orElseThrow(),
              Better.NEITHER,
              null,
              answer.whole().get(definition.metrics().size() + i)));
    }
    return hasTable ? figures.subList(0, Math.min(MOST_FIGURES, figures.size())) : figures;
  }

  private Figure figure(String label, Unit unit, Better better, Metric metric, Answer.Value value) {
    Figure figure = Figure.of(label, unit, measure(metric, value.number())).withBetter(better);
    if (value.parts().isPresent()) {
      figure = figure.withRatio(ratio(metric, value.parts().get()));
    }
    return question.before().isPresent()
        ? figure.withComparison(measure(metric, value.before()))
        : figure;
  }

  /** The reason why there is no number is the metric's. */
  static Measure measure(Metric metric, Optional<BigDecimal> number) {
    if (number.isPresent()) {
      return Measure.of(number.get());
    }
    if (metric != null && metric.definition() instanceof Metric.Unavailable unavailable) {
      return Measure.unavailable(unavailable.reason());
    }
    boolean isQuotient = metric != null && metric.additivity() == Metric.Additivity.RATIO;
    return Measure.unavailable(
        isQuotient
            ? "there is nothing to divide by"
            : "the source keeps no history of it: it is known for the release's last day only");
  }

  private static Ratio ratio(Metric metric, Answer.Parts parts) {
    Metric.Quotient quotient = (Metric.Quotient) ((Metric.Computed) metric.definition()).formula();
    return new Ratio(
        new Ratio.Part(
            quotient.numerator().title(), quotient.numerator().unit(), parts.numerator()),
        new Ratio.Part(
            quotient.denominator().title(), quotient.denominator().unit(), parts.denominator()));
  }

  private Chart chart(Definition.ChartAsked asked, Evaluation evaluation) {
    Series.Step step = step(asked);
    Chart chart =
        Chart.of(
            asked.kind(),
            asked.metric().title(),
            asked.metric().unit(),
            step,
            series(asked, evaluation, question.days(), step));
    return question
        .before()
        .map(span -> chart.withPrevious(series(asked, evaluation, span, step)))
        .orElse(chart);
  }

  /** The step that was asked for, or a longer one where there would be too many. */
  private Series.Step step(Definition.ChartAsked asked) {
    long days = question.days().days();
    Series.Step step =
        switch (asked.step()) {
          case DAY -> Series.Step.DAY;
          case WEEK -> Series.Step.WEEK;
          default -> Series.Step.MONTH;
        };
    if (step == Series.Step.DAY && days > MOST_STEPS) {
      step = Series.Step.WEEK;
    }
    return step == Series.Step.WEEK && days / 7 > MOST_STEPS ? Series.Step.MONTH : step;
  }

  /** A step without rows is 0: nothing happened, which is known. */
  private static Series series(
      Definition.ChartAsked asked, Evaluation evaluation, DateSpan span, Series.Step step) {
    NavigableMap<LocalDate, BigDecimal> sums = new TreeMap<>();
    new Series(span, List.of()).slots(step).forEach(slot -> sums.put(slot.day(), BigDecimal.ZERO));
    for (Map.Entry<LocalDate, BigDecimal> day : evaluation.series(asked, span).entrySet()) {
      sums.merge(sums.floorKey(day.getKey()), day.getValue(), BigDecimal::add);
    }
    return new Series(
        span,
        sums.entrySet().stream()
            .map(each -> new Series.Point(each.getKey(), each.getValue()))
            .toList());
  }

  private List<Note> notes(Answer answer) {
    List<Note> notes = new ArrayList<>();
    for (Metric metric : definition.metrics()) {
      notes.add(note(metric.title() + ": " + metric.description()));
      if (metric.additivity() == Metric.Additivity.DISTINCT) {
        notes.add(
            note(metric.title() + " counts each once in the whole, so its rows add up to more"));
      }
    }
    if (definition.period().isEmpty() && definition.source().isPresent()) {
      notes.add(note("No period was asked for: all rows of the release"));
    }
    if (hasNamesakes(answer)) {
      notes.add(note("Rows of one name are different ones that are called alike"));
    }
    return notes;
  }

  private boolean hasNamesakes(Answer answer) {
    Set<List<Object>> seen = new HashSet<>();
    return !definition.isList() && answer.rows().stream().anyMatch(row -> !seen.add(row.keys()));
  }

  private static Note note(String text) {
    return new Note(Note.Kind.DEFINITION, text);
  }
}
