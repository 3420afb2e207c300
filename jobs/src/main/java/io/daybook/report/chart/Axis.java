package io.daybook.report.chart;

import io.daybook.report.layout.Chart;
import io.daybook.report.layout.Formats;
import io.daybook.report.layout.Series;
import io.daybook.report.layout.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The values of a chart on their way to paper: a range with round ticks. Bars always start from
 * zero; a line does unless all of it lies far above.
 *
 * @param ticks from low to high
 */
record Axis(double low, double high, List<BigDecimal> ticks) {
  private static final int STEPS = 4;
  private static final List<BigDecimal> NICE =
      Stream.of("1", "2", "2.5", "5", "10").map(BigDecimal::new).toList();

  static Axis of(Chart chart) {
    List<BigDecimal> values =
        Stream.concat(chart.slots().stream(), chart.previousSlots().stream())
            .map(Series.Slot::value)
            .flatMap(value -> value.stream())
            .toList();
    BigDecimal most = values.stream().max(BigDecimal::compareTo).orElse(BigDecimal.ZERO);
    BigDecimal least = values.stream().min(BigDecimal::compareTo).orElse(BigDecimal.ZERO);
    boolean farFromZero =
        chart.kind() == Chart.Kind.LINE
            && least.signum() > 0
            && least.multiply(BigDecimal.TEN).compareTo(most.multiply(BigDecimal.valueOf(7))) > 0;
    return over(farFromZero ? least : least.min(BigDecimal.ZERO), most.max(least), chart.unit());
  }

  private static Axis over(BigDecimal least, BigDecimal most, Unit unit) {
    BigDecimal step = step(most.subtract(least), unit);
    BigDecimal low = least.divide(step, 0, RoundingMode.FLOOR).multiply(step);
    List<BigDecimal> ticks = new ArrayList<>();
    BigDecimal tick = low;
    ticks.add(tick);
    while (tick.compareTo(most) < 0 || ticks.size() < 2) {
      tick = tick.add(step);
      ticks.add(tick);
    }
    return new Axis(low.doubleValue(), tick.doubleValue(), List.copyOf(ticks));
  }

  /** The smallest round step that needs no more than a few ticks; whole for counts. */
  private static BigDecimal step(BigDecimal range, Unit unit) {
    if (range.signum() == 0) {
      return unit.isPercent() ? new BigDecimal("0.1") : BigDecimal.ONE;
    }
    BigDecimal rough = range.divide(BigDecimal.valueOf(STEPS), 12, RoundingMode.UP);
    int power = rough.precision() - rough.scale() - 1;
    BigDecimal step =
        NICE.stream()
            .map(nice -> nice.movePointRight(power))
            .filter(nice -> nice.compareTo(rough) >= 0)
            .findFirst()
            .orElseThrow();
    return unit.equals(Unit.COUNT) ? step.max(BigDecimal.ONE).setScale(0, RoundingMode.UP) : step;
  }

  /** Where a value lies: 0 at the bottom, 1 on top. */
  double share(BigDecimal value) {
    return (value.doubleValue() - low) / (high - low);
  }

  /** Labels of the ticks. */
  List<String> labels(Formats formats, Unit unit) {
    return ticks.stream().map(tick -> formats.brief(tick, unit)).toList();
  }
}
