package io.daybook.report.custom.definition;

import io.daybook.schema.DataType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads the values of a filter as its axis has them. */
final class Values {
  static final int LONGEST_TEXT = 500;

  /** No calendar of a business goes beyond, and engines disagree about what does. */
  private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);

  private static final LocalDate LAST = LocalDate.of(2200, 12, 31);

  private Values() {}

  /** The value, or a problem. */
  static Optional<Object> read(String pointer, Json json, DataType type, Findings findings) {
    return switch (type.kind()) {
      case TEXT, UUID -> text(pointer, json, findings).map(Object.class::cast);
      case DATE -> date(pointer, json, findings).map(Object.class::cast);
      case TIMESTAMP -> instant(pointer, json, findings).map(Object.class::cast);
      case BOOLEAN -> {
        if (json instanceof Json.Truth truth) {
          yield Optional.of(truth.value());
        }
        findings.meaning(pointer, "is " + json.kind() + ", true or false is needed");
        yield Optional.empty();
      }
      case INTEGER, BIGINT, DECIMAL, DOUBLE ->
          number(pointer, json, findings).map(Object.class::cast);
    };
  }

  private static Optional<String> text(String pointer, Json json, Findings findings) {
    if (!(json instanceof Json.Text text)) {
      findings.meaning(pointer, "is " + json.kind() + ", a text is needed");
      return Optional.empty();
    }
    if (text.text().codePointCount(0, text.text().length()) > LONGEST_TEXT) {
      findings.shape(pointer, "has more than " + LONGEST_TEXT + " characters");
      return Optional.empty();
    }
    boolean broken =
        text.text()
            .codePoints()
            .anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    if (broken) {
      findings.meaning(pointer, "holds what is not a character");
      return Optional.empty();
    }
    return Optional.of(text.text());
  }

  private static Optional<BigDecimal> number(String pointer, Json json, Findings findings) {
    if (!(json instanceof Json.Numeric number)) {
      findings.meaning(pointer, "is " + json.kind() + ", a number is needed");
      return Optional.empty();
    }
    BigDecimal value = number.value().stripTrailingZeros();
    if (value.scale() > 6 || value.precision() - value.scale() > 18) {
      findings.meaning(pointer, "has more than 18 digits before or 6 behind the point");
      return Optional.empty();
    }
    return Optional.of(value.scale() < 0 ? value.setScale(0) : value);
  }

  /** A day of the calendar, as ISO 8601 writes it. */
  static Optional<LocalDate> date(String pointer, Json json, Findings findings) {
    try {
      if (json instanceof Json.Text text && text.text().length() == 10) {
        LocalDate date = LocalDate.parse(text.text());
        if (!date.isBefore(FIRST) && !date.isAfter(LAST)) {
          return Optional.of(date);
        }
        findings.meaning(pointer, "is not between " + FIRST + " and " + LAST);
        return Optional.empty();
      }
    } catch (DateTimeParseException e) {
      // told below, with the form that is needed
    }
    findings.meaning(pointer, "is not a date such as 2026-07-01");
    return Optional.empty();
  }

  private static Optional<Instant> instant(String pointer, Json json, Findings findings) {
    try {
      if (json instanceof Json.Text text && text.text().length() <= 30) {
        Instant instant = Instant.parse(text.text());
        LocalDate day = instant.atZone(java.time.ZoneOffset.UTC).toLocalDate();
        if (!day.isBefore(FIRST) && !day.isAfter(LAST)) {
          return Optional.of(instant);
        }
        findings.meaning(pointer, "is not between " + FIRST + " and " + LAST);
        return Optional.empty();
      }
    } catch (DateTimeParseException e) {
      // told below, with the form that is needed
    }
    findings.meaning(pointer, "is not an instant such as 2026-07-01T00:00:00Z");
    return Optional.empty();
  }
}
