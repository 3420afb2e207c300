package io.daybook.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;

/** The few strokes that charts are made of. */
record Strokes(Graphics2D graphics) {
  /** Where a text stands to its point. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  void line(double fromX, double fromY, double toX, double toY, Palette colour, double width) {
    stroke(new Line2D.Double(fromX, fromY, toX, toY), colour, width);
  }

  void stroke(Shape shape, Palette colour, double width) {
    graphics.setColor(new Color(colour.rgb()));
    graphics.setStroke(
        new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(shape);
  }

  void bar(double x, double y, double width, double height, Palette colour) {
    fill(new Rectangle2D.Double(x, y, width, height), colour);
  }

  void dot(double x, double y, double radius, Palette colour) {
    fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius), colour);
  }

  void text(
      String text, double x, double y, Anchor anchor, Typeface face, double size, Palette colour) {
    double width = face.width(text, size);
    double start =
        switch (anchor) {
          case START -> x;
          case MIDDLE -> x - width / 2;
          case END -> x - width;
        };
    fill(face.outline(text, start, y, size), colour);
  }

  private void fill(Shape shape, Palette colour) {
    graphics.setColor(new Color(colour.rgb()));
    graphics.fill(shape);
  }
}
