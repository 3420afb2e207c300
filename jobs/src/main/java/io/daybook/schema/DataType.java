package io.daybook.schema;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type that Spark, DuckDB, PostgreSQL and Parquet all hold without loss.
 *
 * @param kind which type
 * @param precision digits of a decimal, 0 otherwise
 * @param scale digits after the point of a decimal, 0 otherwise
 */
public record DataType(Kind kind, int precision, int scale) implements Serializable {
  /**
   * Which type. {@code TIMESTAMP} is an instant in UTC with microseconds. {@code UUID} is a text to
   * whoever reads it, 36 characters in lower case, that lies in files as its 16 bytes.
   */
  public enum Kind {
    TEXT,
    UUID,
    INTEGER,
    BIGINT,
    DECIMAL,
    DOUBLE,
    BOOLEAN,
    DATE,
    TIMESTAMP
  }

  public static final DataType TEXT = new DataType(Kind.TEXT, 0, 0);
  public static final DataType UUID = new DataType(Kind.UUID, 0, 0);
  public static final DataType INTEGER = new DataType(Kind.INTEGER, 0, 0);
  public static final DataType BIGINT = new DataType(Kind.BIGINT, 0, 0);
  public static final DataType DOUBLE = new DataType(Kind.DOUBLE, 0, 0);
  public static final DataType BOOLEAN = new DataType(Kind.BOOLEAN, 0, 0);
  public static final DataType DATE = new DataType(Kind.DATE, 0, 0);
  public static final DataType TIMESTAMP = new DataType(Kind.TIMESTAMP, 0, 0);

  private static final Pattern DECIMAL_TEXT =
      Pattern.compile("decimal\\((\\d{1,2}),\\s*(\\d{1,2})\\)");

  public DataType {
    requireNonNull(kind, "kind is null");
    boolean decimal = kind == Kind.DECIMAL;
    if (decimal && (precision < 1 || precision > 38 || scale < 0 || scale > precision)) {
      throw new IllegalArgumentException("Invalid decimal: (" + precision + "," + scale + ")");
    }
    if (!decimal && (precision != 0 || scale != 0)) {
      throw new IllegalArgumentException("Invalid type: " + kind + " has no precision");
    }
  }

  /** A decimal of up to 38 digits. */
  public static DataType decimal(int precision, int scale) {
    return new DataType(Kind.DECIMAL, precision, scale);
  }

  /**
   * Reads the text of a YAML or manifest: {@code text, uuid, integer, bigint, decimal(p,s), double,
   * boolean, date, timestamp}.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static DataType parse(String text) {
    Matcher decimal = DECIMAL_TEXT.matcher(text);
    if (decimal.matches()) {
      return decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
    }
    return switch (text) {
      case "text" -> TEXT;
      case "uuid" -> UUID;
      case "integer" -> INTEGER;
      case "bigint" -> BIGINT;
      case "double" -> DOUBLE;
      case "boolean" -> BOOLEAN;
      case "date" -> DATE;
      case "timestamp" -> TIMESTAMP;
      default -> throw new IllegalArgumentException("Invalid type: " + text);
    };
  }

  /** Whether its values are texts to whoever reads them. */
  public boolean isText() {
    return kind == Kind.TEXT || kind == Kind.UUID;
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return switch (kind) {
      case TEXT -> "text";
      case UUID -> "uuid";
      case INTEGER -> "integer";
      case BIGINT -> "bigint";
      case DECIMAL -> "decimal(" + precision + "," + scale + ")";
      case DOUBLE -> "double";
      case BOOLEAN -> "boolean";
      case DATE -> "date";
      case TIMESTAMP -> "timestamp";
    };
  }
}
