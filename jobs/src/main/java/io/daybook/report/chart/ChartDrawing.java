package io.daybook.report.chart;

import io.daybook.report.layout.Chart;
import io.daybook.report.layout.Formats;
import io.daybook.report.layout.Phrase;
import io.daybook.report.layout.Series;
import java.awt.geom.Path2D;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** One chart on its way to paper; y grows downwards. */
final class ChartDrawing {
  private static final double TEXT = 8.5;
  private static final double TOP = 12;
  private static final double BOTTOM = 18;
  private static final double GAP = 6;

  private final Chart chart;
  private final Formats formats;
  private final Strokes strokes;
  private final Axis axis;
  private final List<Series.Slot> slots;
  private final List<Series.Slot> previous;
  private final double left;
  private final double right;
  private final double top = TOP;
  private final double bottom;

  ChartDrawing(Chart chart, Formats formats, Strokes strokes, double width, double height) {
    this.chart = chart;
    this.formats = formats;
    this.strokes = strokes;
    this.axis = Axis.of(chart);
    this.slots = chart.slots();
    this.previous = chart.previousSlots();
    double labels =
        axis.labels(formats, chart.unit()).stream()
            .mapToDouble(label -> Typeface.REGULAR.width(label, TEXT))
            .max()
            .orElse(0);
    this.left = labels + GAP;
    this.right = width - directLabelWidth();
    this.bottom = height - BOTTOM;
  }

  private double directLabelWidth() {
    double value =
        last(slots).map(slot -> Typeface.BOLD.width(valueText(slot), TEXT + 0.5)).orElse(0.0);
    double before =
        previous.isEmpty() ? 0 : Typeface.REGULAR.width(formats.say(Phrase.PREVIOUS_PERIOD), TEXT);
    double widest = Math.max(value, before);
    return widest == 0 ? 0 : widest + 2 * GAP;
  }

  void draw() {
    drawGrid();
    drawDays();
    if (chart.kind() == Chart.Kind.BAR) {
      drawBars();
      drawLine(previous, Palette.PREVIOUS, 1.4);
    } else {
      drawLine(previous, Palette.PREVIOUS, 1.4);
      drawLine(slots, Palette.MAIN, 2);
    }
    drawLabels();
  }

  private void drawGrid() {
    List<String> labels = axis.labels(formats, chart.unit());
    for (int i = 0; i < labels.size(); i++) {
      double y = y(axis.ticks().get(i));
      boolean zero = axis.ticks().get(i).signum() == 0;
      strokes.line(left, y, right, y, zero ? Palette.PREVIOUS : Palette.RULE, zero ? 0.8 : 0.5);
      strokes.text(
          labels.get(i),
          left - GAP,
          y + 3,
          Strokes.Anchor.END,
          Typeface.REGULAR,
          TEXT,
          Palette.MUTED);
    }
  }

  /** As many as stand apart, counted from the first. */
  private void drawDays() {
    double widest =
        slots.stream()
            .mapToDouble(slot -> Typeface.REGULAR.width(dayText(slot.day()), TEXT))
            .max()
            .orElse(0);
    int fit = Math.max(1, (int) ((right - left) / (widest + 14)));
    int every = every((slots.size() + fit - 1) / fit);
    for (int i = 0; i < slots.size(); i += every) {
      strokes.text(
          dayText(slots.get(i).day()),
          x(i),
          bottom + 13,
          i == 0 && chart.kind() == Chart.Kind.LINE ? Strokes.Anchor.START : Strokes.Anchor.MIDDLE,
          Typeface.REGULAR,
          TEXT,
          Palette.MUTED);
    }
  }

  /** Days are labelled by whole weeks where they cannot all be. */
  private int every(int least) {
    boolean weeks = chart.step() == Series.Step.DAY && least > 1;
    return weeks ? (least + 6) / 7 * 7 : Math.max(1, least);
  }

  private String dayText(LocalDate day) {
    return chart.step() == Series.Step.MONTH ? formats.month(day) : formats.dayOfMonth(day);
  }

  private void drawBars() {
    double width = (right - left) / slots.size();
    double bar = Math.min(width * 0.7, 36);
    double zero = y(BigDecimal.ZERO);
    for (int i = 0; i < slots.size(); i++) {
      int slot = i;
      slots
          .get(i)
          .value()
          .ifPresent(
              value -> {
                double end = y(value);
                strokes.bar(
                    x(slot) - bar / 2,
                    Math.min(end, zero),
                    bar,
                    Math.abs(end - zero),
                    Palette.MAIN);
              });
    }
  }

  /** A gap ends the line; a point between two gaps is a dot. */
  private void drawLine(List<Series.Slot> series, Palette colour, double width) {
    Path2D path = new Path2D.Double();
    boolean down = false;
    for (int i = 0; i < Math.min(series.size(), slots.size()); i++) {
      Optional<BigDecimal> value = series.get(i).value();
      if (value.isEmpty()) {
        down = false;
        continue;
      }
      double y = y(value.get());
      if (down) {
        path.lineTo(x(i), y);
      } else {
        path.moveTo(x(i), y);
        boolean lonely = i + 1 >= series.size() || series.get(i + 1).value().isEmpty();
        if (lonely) {
          strokes.dot(x(i), y, width, colour);
        }
      }
      down = true;
    }
    strokes.stroke(path, colour, width);
  }

  /** The last value in full, and the name of the lighter line, at their ends. */
  private void drawLabels() {
    Optional<Series.Slot> end = last(slots);
    Optional<Series.Slot> before =
        last(previous.subList(0, Math.min(previous.size(), slots.size())));
    end.ifPresent(this::drawLast);
    before.ifPresent(
        slot -> {
          double y = y(slot.value().orElseThrow());
          boolean beside = chart.kind() == Chart.Kind.LINE && end.isPresent();
          double clear = beside ? apart(y, y(end.get().value().orElseThrow())) : y;
          strokes.text(
              formats.say(Phrase.PREVIOUS_PERIOD),
              right + GAP,
              clear + 3,
              Strokes.Anchor.START,
              Typeface.REGULAR,
              TEXT,
              Palette.MUTED);
        });
  }

  /** Beside the end of a line, on top of a bar. */
  private void drawLast(Series.Slot slot) {
    double x = x(slots.indexOf(slot));
    double y = y(slot.value().orElseThrow());
    boolean bar = chart.kind() == Chart.Kind.BAR;
    if (!bar) {
      strokes.dot(x, y, 3, Palette.MAIN);
    }
    strokes.text(
        valueText(slot),
        bar ? x : right + GAP,
        bar ? Math.min(y, y(BigDecimal.ZERO)) - 4 : y + 3,
        bar ? Strokes.Anchor.MIDDLE : Strokes.Anchor.START,
        Typeface.BOLD,
        TEXT + 0.5,
        Palette.MAIN);
  }

  /** Moves a label away from another, towards the side with room. */
  private double apart(double y, double other) {
    double least = TEXT + 3;
    if (Math.abs(y - other) >= least) {
      return y;
    }
    boolean below = y > other || other - least < top;
    boolean roomBelow = other + least <= bottom;
    return below && roomBelow ? other + least : other - least;
  }

  private String valueText(Series.Slot slot) {
    return formats.full(slot.value().orElseThrow(), chart.unit(), labelDecimals());
  }

  /** Cents mean nothing at the end of a line; the tables have them. */
  private int labelDecimals() {
    return chart.unit().isMoney() ? 0 : chart.decimals();
  }

  private static Optional<Series.Slot> last(List<Series.Slot> series) {
    for (int i = series.size() - 1; i >= 0; i--) {
      if (series.get(i).value().isPresent()) {
        return Optional.of(series.get(i));
      }
    }
    return Optional.empty();
  }

  private double x(int slot) {
    if (chart.kind() == Chart.Kind.BAR) {
      return left + (right - left) * (slot + 0.5) / slots.size();
    }
    return slots.size() == 1
        ? (left + right) / 2
        : left + (right - left) * slot / (slots.size() - 1);
  }

  private double y(BigDecimal value) {
    return bottom - (bottom - top) * axis.share(value);
  }
}
