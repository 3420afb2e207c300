package io.daybook.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.report.layout.Chart;
import io.daybook.report.layout.DateSpan;
import io.daybook.report.layout.Formats;
import io.daybook.report.layout.Series;
import io.daybook.report.layout.Unit;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestChartPicture {
  private static final LocalDate START = LocalDate.of(2026, 7, 1);
  private static final Formats FORMATS =
      Formats.of(Locale.forLanguageTag("en-AU"), Currency.getInstance("AUD"), ZoneOffset.UTC);

  /** A number a day; an empty text is a gap. */
  private static Chart chart(Chart.Kind kind, Unit unit, String... values) {
    List<Series.Point> points = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (!values[i].isEmpty()) {
        points.add(new Series.Point(START.plusDays(i), new BigDecimal(values[i])));
      }
    }
    return Chart.of(
        kind,
        "Orders",
        unit,
        Series.Step.DAY,
        new Series(new DateSpan(START, START.plusDays(values.length)), points));
  }

  private static BufferedImage image(Chart chart) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(new ChartPicture(chart, FORMATS).png()));
  }

  /** Columns of the picture with a stroke in the main colour, away from labels. */
  private static long inkedColumns(BufferedImage image, int from, int to) {
    long inked = 0;
    for (int x = from; x < to; x++) {
      for (int y = 40; y < image.getHeight() - 60; y++) {
        if ((image.getRGB(x, y) & 0xFFFFFF) == Palette.MAIN.rgb()) {
          inked++;
          break;
        }
      }
    }
    return inked;
  }

  @Test
  void leavesAGapWhereNothingIsKnown() throws IOException {
    BufferedImage whole =
        image(chart(Chart.Kind.LINE, Unit.COUNT, "5", "6", "5", "6", "5", "6", "5", "6", "5"));
    BufferedImage gap =
        image(chart(Chart.Kind.LINE, Unit.COUNT, "5", "6", "5", "", "", "", "5", "6", "5"));
    int middle = whole.getWidth() / 2;
    assertThat(inkedColumns(whole, middle - 100, middle + 40)).isGreaterThan(100);
    assertThat(inkedColumns(gap, middle - 100, middle + 40)).isZero();
  }

  @ParameterizedTest
  @EnumSource(Chart.Kind.class)
  void drawsWhatIsUnusual(Chart.Kind kind) throws IOException {
    assertThat(image(chart(kind, Unit.MONEY, "", "", ""))).isNotNull();
    assertThat(image(chart(kind, Unit.MONEY, "0", "0"))).isNotNull();
    assertThat(image(chart(kind, Unit.MONEY, "-5.00", "7.25"))).isNotNull();
    assertThat(image(chart(kind, Unit.PERCENT, "1"))).isNotNull();
    assertThat(image(chart(kind, Unit.MONEY, "99999999999999.99", "0.01"))).isNotNull();
  }

  @Test
  void startsBarsFromZero() {
    assertThat(Axis.of(chart(Chart.Kind.BAR, Unit.COUNT, "95", "97", "99")).low()).isZero();
    assertThat(Axis.of(chart(Chart.Kind.LINE, Unit.COUNT, "95", "97", "99")).low())
        .isGreaterThan(50);
    assertThat(Axis.of(chart(Chart.Kind.LINE, Unit.COUNT, "5", "97", "99")).low()).isZero();
  }

  @Test
  void putsRoundTicksOnTheAxis() {
    assertThat(Axis.of(chart(Chart.Kind.BAR, Unit.COUNT, "1", "2")).ticks())
        .extracting(BigDecimal::intValueExact)
        .containsExactly(0, 1, 2);
    assertThat(Axis.of(chart(Chart.Kind.LINE, Unit.MONEY, "0", "51234.56")).ticks())
        .extracting(BigDecimal::intValueExact)
        .containsExactly(0, 20_000, 40_000, 60_000);
    assertThat(Axis.of(chart(Chart.Kind.LINE, Unit.MONEY, "-30", "40")).ticks())
        .extracting(BigDecimal::intValueExact)
        .containsExactly(-40, -20, 0, 20, 40);
  }

  @Test
  void saysInWordsWhatItShows() {
    assertThat(
            new ChartPicture(chart(Chart.Kind.LINE, Unit.COUNT, "5", "", "9", "7"), FORMATS)
                .description())
        .isEqualTo(
            "Orders: 1 July 5 – 4 July 7; max. 3 July 9; min. 1 July 5; Gaps in charts are days"
                + " without data.");
  }

  @Test
  void drawsTextWithoutAnyFontOfTheMachine() {
    assertThat(Typeface.REGULAR.width("0123456789", 10))
        .isEqualTo(Typeface.REGULAR.width("1111111111", 10));
    assertThat(Typeface.REGULAR.outline("A", 0, 0, 10).getBounds2D().getHeight())
        .isBetween(6.0, 9.0);
    assertThat(Typeface.REGULAR.printable("a\u05D0b\uD83D\uDE80")).isEqualTo("a\uFFFDb\uFFFD");
  }
}
