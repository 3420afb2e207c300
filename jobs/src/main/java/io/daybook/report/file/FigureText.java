package io.daybook.report.file;

import io.daybook.report.layout.Better;
import io.daybook.report.layout.Change;
import io.daybook.report.layout.Figure;
import io.daybook.report.layout.Formats;
import io.daybook.report.layout.Measure;
import io.daybook.report.layout.Phrase;
import io.daybook.report.layout.Ratio;
import io.daybook.report.layout.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A figure as files for reading say it. Texts are empty where there is nothing to say.
 *
 * @param below sentences below the label: basis, target, why it is unavailable
 * @param tone whether the change is good news: 1, 0 or -1
 * @param direction 1 when it grew, -1 when it fell
 * @param hasChange whether both sides of a comparison are known
 */
record FigureText(
    String label,
    String value,
    String previous,
    String change,
    String changePercent,
    List<String> below,
    int tone,
    int direction,
    boolean hasChange) {
  static FigureText of(Figure figure, Formats formats) {
    String missing = formats.say(Phrase.NOT_AVAILABLE);
    String before =
        figure
            .comparison()
            .map(measure -> formats.full(measure, figure.unit(), figure.decimals()))
            .orElse("");
    boolean compared = figure.comparison().isPresent();
    int direction = figure.change().map(Change::direction).orElse(0);
    return new FigureText(
        figure.label(),
        formats.full(figure.value(), figure.unit(), figure.decimals()),
        before,
        figure
            .change()
            .map(change -> formats.difference(change.absolute(), figure.unit(), figure.decimals()))
            .orElse(compared ? missing : ""),
        figure.change().map(formats::share).orElse(compared ? missing : ""),
        below(figure, formats),
        tone(figure.better(), direction),
        direction,
        figure.change().isPresent());
  }

  private static int tone(Better better, int direction) {
    return switch (better) {
      case HIGHER -> direction;
      case LOWER -> -direction;
      case NEITHER -> 0;
    };
  }

  private static List<String> below(Figure figure, Formats formats) {
    List<String> below = new ArrayList<>();
    figure.ratio().ifPresent(ratio -> below.add(basis(ratio, formats)));
    figure.target().ifPresent(target -> below.add(target(figure, target, formats)));
    reason(figure.value()).ifPresent(below::add);
    figure
        .comparison()
        .flatMap(FigureText::reason)
        .ifPresent(reason -> below.add(formats.say(Phrase.PREVIOUS) + ": " + reason));
    return List.copyOf(below);
  }

  private static Optional<String> reason(Measure measure) {
    return measure instanceof Measure.Unavailable unavailable
        ? Optional.of(unavailable.reason())
        : Optional.empty();
  }

  private static String basis(Ratio ratio, Formats formats) {
    return part(ratio.numerator(), formats) + " / " + part(ratio.denominator(), formats);
  }

  private static String part(Ratio.Part part, Formats formats) {
    return formats.full(part.value(), part.unit(), part.unit().decimals()) + " " + part.name();
  }

  private static String target(Figure figure, Target target, Formats formats) {
    Phrase standing =
        switch (target.ahead().signum()) {
          case 1 -> Phrase.AHEAD;
          case -1 -> Phrase.BEHIND;
          default -> Phrase.ON_PACE;
        };
    String pace =
        target.linear()
            ? "; %s %s"
                .formatted(
                    formats.say(Phrase.PACE).toLowerCase(Locale.ROOT),
                    formats.full(target.pace(), figure.unit(), figure.decimals()))
            : "";
    return "%s %s (%s)%s; %s %s, %s"
        .formatted(
            formats.say(Phrase.TARGET),
            formats.full(target.goal(), figure.unit(), figure.decimals()),
            formats.span(target.span()),
            pace,
            formats.say(Phrase.REACHED).toLowerCase(Locale.ROOT),
            formats.full(target.actual(), figure.unit(), figure.decimals()),
            formats.say(standing));
  }

  /**
   * As one row of a table: label with the sentences below it, value, and if asked previous, change
   * and percent.
   */
  List<String> row(boolean compared) {
    String first = below.isEmpty() ? label : label + " " + String.join(" ", below);
    return compared
        ? List.of(first, value, previous, change, changePercent)
        : List.of(first, value);
  }

  /** Headings above {@link #row}. */
  static List<String> headings(Formats formats, boolean compared) {
    List<String> headings =
        List.of(
            formats.say(Phrase.FIGURE),
            formats.say(Phrase.VALUE),
            formats.say(Phrase.PREVIOUS),
            formats.say(Phrase.CHANGE),
            formats.say(Phrase.CHANGE_PERCENT).replace(' ', '\u00A0'));
    return compared ? headings : headings.subList(0, 2);
  }
}
