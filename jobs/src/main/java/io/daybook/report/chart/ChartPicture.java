package io.daybook.report.chart;

import static java.util.Objects.requireNonNull;

import io.daybook.report.layout.Chart;
import io.daybook.report.layout.Formats;
import io.daybook.report.layout.Phrase;
import io.daybook.report.layout.Series;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A chart to be looked at. It has no title: that is text of the file around it. Vectors where the
 * graphics are, a picture for mail, a sentence for who listens.
 */
public record ChartPicture(Chart chart, Formats formats) {
  /** Points across and down on a page, and pixels before scaling in a picture. */
  public static final int WIDTH = 520;

  /** Points down. */
  public static final int HEIGHT = 150;

  private static final int SCALE = 2;
  private static final int MARGIN = 8;

  public ChartPicture {
    requireNonNull(chart, "chart is null");
    requireNonNull(formats, "formats is null");
  }

  /** Draws it into {@link #WIDTH} by {@link #HEIGHT}. */
  public void paint(Graphics2D graphics) {
    new ChartDrawing(chart, formats, new Strokes(graphics), WIDTH, HEIGHT).draw();
  }

  /** A PNG on its own white ground, at twice the size for sharp screens. */
  public byte[] png() {
    int width = (WIDTH + 2 * MARGIN) * SCALE;
    int height = (HEIGHT + 2 * MARGIN) * SCALE;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.scale(SCALE, SCALE);
    graphics.translate(MARGIN, MARGIN);
    paint(graphics);
    graphics.dispose();
    return encode(image);
  }

  /** Without the JDK's cache on disk. */
  private static byte[] encode(BufferedImage image) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(new IIOImage(image, List.of(), null));
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** What a reader who cannot see it hears: title, from where to where, highest and lowest. */
  public String description() {
    StringBuilder text = new StringBuilder(chart.title());
    List<Series.Slot> known =
        chart.slots().stream().filter(slot -> slot.value().isPresent()).toList();
    if (known.isEmpty()) {
      return text.append(": ").append(formats.say(Phrase.NOT_AVAILABLE)).toString();
    }
    Series.Slot first = known.get(0);
    Series.Slot last = known.get(known.size() - 1);
    text.append(": ").append(point(first)).append(" – ").append(point(last));
    extreme(known, 1).ifPresent(slot -> text.append("; max. ").append(point(slot)));
    extreme(known, -1).ifPresent(slot -> text.append("; min. ").append(point(slot)));
    if (known.size() < chart.slots().size()) {
      text.append("; ").append(formats.say(Phrase.GAPS));
    }
    return text.toString();
  }

  private String point(Series.Slot slot) {
    return formats.dayOfMonth(slot.day())
        + " "
        + formats.full(slot.value().orElseThrow(), chart.unit(), chart.decimals());
  }

  private static Optional<Series.Slot> extreme(List<Series.Slot> slots, int sign) {
    return slots.stream()
        .max(
            (one, other) ->
                sign * one.value().orElseThrow().compareTo(other.value().orElseThrow()));
  }
}
