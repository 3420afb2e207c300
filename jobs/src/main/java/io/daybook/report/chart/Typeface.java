package io.daybook.report.chart;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * One weight of the reports' font: its file, the width of text, and text as outlines. Figures have
 * one width. Safe for several threads.
 */
public final class Typeface {
  /** Weight of running text. */
  public static final Typeface REGULAR = load("Regular");

  /** Weight of headings and figures. */
  public static final Typeface BOLD = load("Medium");

  private static final char REPLACEMENT = '\uFFFD';
  private static final int GSUB = 'G' << 24 | 'S' << 16 | 'U' << 8 | 'B';

  private final byte[] file;
  private final TrueTypeFont font;
  private final CmapLookup glyphs;
  private final float unitsPerEm;
  private final Map<Integer, Path2D> outlines = new HashMap<>();

  private Typeface(byte[] file) throws IOException {
    this.file = file;
    this.font = new TTFParser().parse(new RandomAccessReadBuffer(file));
    this.glyphs = font.getUnicodeCmapLookup();
    this.unitsPerEm = font.getUnitsPerEm();
  }

  private static Typeface load(String weight) {
    String path = "/com/formdev/flatlaf/fonts/roboto/Roboto-" + weight + ".ttf";
    try (InputStream in = Typeface.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("it is not on the class path");
      }
      return new Typeface(withoutLigatures(in.readAllBytes()));
    } catch (IOException e) {
      throw DaybookException.of(Code.INTERNAL, "Cannot load the font " + path + ": " + e)
          .state("no report can be made")
          .next("install Daybook again")
          .cause(e)
          .build();
    }
  }

  /**
   * Renames the table of glyph substitutions in the font's directory, so that nobody finds it. A
   * ligature would hide its letters from who searches a file, and looking for them took a tenth of
   * the time that a PDF takes.
   */
  private static byte[] withoutLigatures(byte[] file) {
    ByteBuffer font = ByteBuffer.wrap(file);
    int tables = font.getShort(4);
    for (int i = 0; i < tables; i++) {
      int entry = 12 + 16 * i;
      if (font.getInt(entry) == GSUB) {
        font.put(entry, (byte) 'x');
      }
    }
    return file;
  }

  /** The font's file, TrueType; not to be changed. */
  public byte[] file() {
    return file;
  }

  /** The text with U+FFFD for every character that the font lacks. */
  public String printable(String text) {
    if (text.codePoints().allMatch(this::has)) {
      return text;
    }
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (has(point)) {
                printable.appendCodePoint(point);
              } else {
                printable.append(REPLACEMENT);
              }
            });
    return printable.toString();
  }

  private synchronized boolean has(int point) {
    return glyphs.getGlyphId(point) != 0;
  }

  /**
   * The text as the glyphs that are drawn, white space left out. Two texts that look the same give
   * the same: a font has one glyph for several characters, and a PDF knows the glyph alone.
   */
  public synchronized String glyphs(String text) {
    StringBuilder drawn = new StringBuilder(text.length());
    text.codePoints()
        .filter(point -> !Character.isWhitespace(point) && !Character.isSpaceChar(point))
        .forEach(point -> drawn.append((char) glyphs.getGlyphId(point)));
    return drawn.toString();
  }

  /** Width of a text on one line at a size. */
  public synchronized double width(String text, double size) {
    double units = 0;
    for (int point : text.codePoints().toArray()) {
      units += advance(glyphs.getGlyphId(point));
    }
    return units * size / unitsPerEm;
  }

  private int advance(int glyph) {
    try {
      return font.getAdvanceWidth(glyph);
    } catch (IOException e) {
      throw new AssertionError("the font is in memory", e);
    }
  }

  /** A text as outlines, its first baseline point at (x, y), y downwards. */
  public synchronized Shape outline(String text, double x, double y, double size) {
    Path2D outline = new Path2D.Double();
    double scale = size / unitsPerEm;
    double pen = x;
    for (int point : printable(text).codePoints().toArray()) {
      int glyph = glyphs.getGlyphId(point);
      AffineTransform place = new AffineTransform(scale, 0, 0, -scale, pen, y);
      outline.append(path(glyph).getPathIterator(place), false);
      pen += advance(glyph) * scale;
    }
    return outline;
  }

  private Path2D path(int glyph) {
    return outlines.computeIfAbsent(
        glyph,
        key -> {
          try {
            GlyphData data = font.getGlyph().getGlyph(key);
            return data == null ? new Path2D.Double() : data.getPath();
          } catch (IOException e) {
            throw new AssertionError("the font is in memory", e);
          }
        });
  }
}
