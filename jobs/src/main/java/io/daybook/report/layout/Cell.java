package io.daybook.report.layout;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;

/** One value of a table. */
public sealed interface Cell permits Cell.Text, Cell.Day, Cell.Moment, Cell.Blank, Measure {
  /** Text of the source or a key, as it is; never read as a number or formula. */
  record Text(String text) implements Cell {
    public Text {
      text = whole(requireNonNull(text, "text is null"));
    }

    /** Half of a character pair is no text in any encoding. */
    private static String whole(String text) {
      boolean half =
          text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE);
      return half
          ? text.codePoints()
              .map(Text::replaced)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString()
          : text;
    }

    private static int replaced(int point) {
      return Character.getType(point) == Character.SURROGATE ? 0xFFFD : point;
    }
  }

  /** A local date. */
  record Day(LocalDate date) implements Cell {
    public Day {
      requireNonNull(date, "date is null");
    }
  }

  /** An instant; shown in the tenant's zone. */
  record Moment(Instant instant) implements Cell {
    public Moment {
      requireNonNull(instant, "instant is null");
    }
  }

  /** Nothing there, and nothing expected: no due date, no reference. */
  record Blank() implements Cell {}

  /** A text. */
  static Cell text(String text) {
    return new Text(text);
  }

  /** A local date. */
  static Cell day(LocalDate date) {
    return new Day(date);
  }

  /** An instant. */
  static Cell moment(Instant instant) {
    return new Moment(instant);
  }

  /** An empty cell. */
  static Cell blank() {
    return new Blank();
  }
}
