package io.daybook.report.layout;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Optional;

/** A number that is known, or the reason why it is not. Unavailable is never zero. */
public sealed interface Measure extends Cell permits Measure.Known, Measure.Unavailable {
  /** A known number. */
  record Known(BigDecimal value) implements Measure {
    public Known {
      requireNonNull(value, "value is null");
    }

    @Override
    public Optional<BigDecimal> number() {
      return Optional.of(value);
    }
  }

  /** A number that the source cannot support, with the reason as a reader understands it. */
  record Unavailable(String reason) implements Measure {
    public Unavailable {
      reason = OneLine.of(requireNonNull(reason, "reason is null"), 300);
    }

    @Override
    public Optional<BigDecimal> number() {
      return Optional.empty();
    }
  }

  /** The number, if it is known. */
  Optional<BigDecimal> number();

  /** A known number. */
  static Measure of(BigDecimal value) {
    return new Known(value);
  }

  /** A known whole number. */
  static Measure of(long value) {
    return new Known(BigDecimal.valueOf(value));
  }

  /** A number that is not known. */
  static Measure unavailable(String reason) {
    return new Unavailable(reason);
  }

  /** Rounded to what is shown; an unavailable one stays as it is. */
  default Measure rounded(Unit unit, int decimals) {
    return number().<Measure>map(value -> new Known(unit.round(value, decimals))).orElse(this);
  }
}
