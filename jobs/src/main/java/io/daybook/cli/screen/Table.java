package io.daybook.cli.screen;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A result that reads well on a terminal and in a program: the same values as aligned text or as
 * JSON, one object a row. Values may be null.
 */
public final class Table {
  private static final int WIDEST = 60;

  private final List<String> columns;
  private final List<List<Object>> rows = new ArrayList<>();
  private final String whenEmpty;

  private Table(List<String> columns, String whenEmpty) {
    this.columns = List.copyOf(columns);
    this.whenEmpty = whenEmpty;
  }

  /**
   * An empty table.
   *
   * @param whenEmpty what a person reads when there is no row
   */
  public static Table of(String whenEmpty, List<String> columns) {
    return new Table(columns, whenEmpty);
  }

  /** Adds a row; as many values as columns, an empty number as none. */
  public Table row(Object... values) {
    return row(Arrays.asList(values));
  }

  /** Adds a row; as many values as columns, an empty number as none. */
  public Table row(List<?> values) {
    if (values.size() != columns.size()) {
      throw new IllegalArgumentException(
          "Invalid row: " + values.size() + " values for " + columns.size() + " columns");
    }
    List<Object> row = new ArrayList<>();
    values.forEach(value -> row.add(value instanceof OptionalLong number ? orNull(number) : value));
    rows.add(Collections.unmodifiableList(row));
    return this;
  }

  private static Object orNull(OptionalLong number) {
    return number.isPresent() ? number.getAsLong() : null;
  }

  /** The rows as JSON, a list of objects. */
  public String json() {
    return json(objects());
  }

  /** The rows as values for JSON; a second column of one name is called {@code name (2)}. */
  public List<Map<String, Object>> objects() {
    List<String> names = new ArrayList<>();
    for (String column : columns) {
      String name = column;
      for (int i = 2; names.contains(name); i++) {
        name = column + " (" + i + ")";
      }
      names.add(name);
    }
    List<Map<String, Object>> objects = new ArrayList<>();
    for (List<Object> row : rows) {
      Map<String, Object> object = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        object.put(names.get(i), plain(row.get(i)));
      }
      objects.add(object);
    }
    return objects;
  }

  /** Any value of maps, lists, numbers, texts and times as JSON. */
  public static String json(Object value) {
    try {
      return JsonMapper.builder()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
              .build()
              .writeValueAsString(value)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Invalid value for JSON", e);
    }
  }

  /** Numbers and truths stay what they are, times and the rest become text. */
  public static Object plain(Object value) {
    return value == null || value instanceof Number || value instanceof Boolean
        ? value
        : value.toString();
  }

  /** The rows as aligned text under their headings; numbers to the right. */
  public String text() {
    if (rows.isEmpty()) {
      return whenEmpty + "\n";
    }
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = width(columns.get(i));
      for (List<Object> row : rows) {
        widths[i] = Math.max(widths[i], width(cell(row.get(i), i)));
      }
    }
    StringBuilder text = new StringBuilder();
    line(text, columns, widths, false);
    for (List<Object> row : rows) {
      line(text, row, widths, true);
    }
    return text.toString();
  }

  /** A long cell would push what follows off the screen; nothing follows the last one. */
  private String cell(Object value, int column) {
    String cell = cell(value);
    return column == columns.size() - 1 || cell.length() <= WIDEST
        ? cell
        : cell.substring(0, WIDEST - 1) + "…";
  }

  private void line(StringBuilder text, List<?> values, int[] widths, boolean data) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cell(values.get(i), i);
      String padding = " ".repeat(widths[i] - width(cell));
      boolean right = data && values.get(i) instanceof Number;
      line.append(i == 0 ? "" : "  ").append(right ? padding + cell : cell + padding);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  public static String cell(Object value) {
    String text;
    if (value == null) {
      text = "";
    } else if (value instanceof Long || value instanceof Integer) {
      text = String.format(Locale.ROOT, "%,d", ((Number) value).longValue());
    } else if (value instanceof BigDecimal number) {
      text = number.toPlainString();
    } else if (value instanceof Instant instant) {
      text = instant.truncatedTo(ChronoUnit.SECONDS).toString();
    } else if (value instanceof Duration duration) {
      text = seconds(duration);
    } else {
      text = value.toString().replace('\n', ' ');
    }
    return text;
  }

  /** Places on a terminal: marks that sit on another letter take none. */
  private static int width(String text) {
    return (int)
        text.codePoints()
            .filter(
                point ->
                    Character.getType(point) != Character.NON_SPACING_MARK
                        && Character.getType(point) != Character.ENCLOSING_MARK
                        && Character.getType(point) != Character.FORMAT)
            .count();
  }

  /** {@code 3.4 s}, {@code 12 min 5 s}. */
  public static String seconds(Duration duration) {
    if (duration.toMinutes() >= 2) {
      return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
