package io.daybook.source;

import io.daybook.schema.DataType;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A column's type in PostgreSQL and what becomes of it: the one place that maps PostgreSQL's types
 * to Daybook's.
 *
 * @param name as {@code format_type} prints it; an enum by its name
 * @param enumerated whether it is an enum
 */
record PgType(String name, boolean enumerated) {
  private static final Pattern NUMERIC = Pattern.compile("numeric\\((\\d+),(-?\\d+)\\)");
  private static final Pattern MODIFIER = Pattern.compile("\\([-0-9, ]*\\)");
  private static final int MOST_DIGITS = 38;
  private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint");
  private static final Set<String> FLOATS = Set.of("real", "double precision");

  /** Types that are more than text to us. */
  private static final Map<String, DataType> TYPES =
      Map.ofEntries(
          Map.entry("boolean", DataType.BOOLEAN),
          Map.entry("uuid", DataType.UUID),
          Map.entry("smallint", DataType.INTEGER),
          Map.entry("integer", DataType.INTEGER),
          Map.entry("bigint", DataType.BIGINT),
          Map.entry("real", DataType.DOUBLE),
          Map.entry("double precision", DataType.DOUBLE),
          Map.entry("date", DataType.DATE),
          Map.entry("timestamp with time zone", DataType.TIMESTAMP),
          Map.entry("timestamp without time zone", DataType.TIMESTAMP));

  /** PostgreSQL's own shorter names, which people write and read. */
  private static final Map<String, String> SHORT_NAMES =
      Map.of(
          "timestamp with time zone", "timestamptz",
          "timestamp without time zone", "timestamp",
          "time without time zone", "time",
          "character varying", "varchar");

  /** The type that a catalogue's text names. */
  static PgType parse(String text, boolean enumerated) {
    if (text.startsWith("varchar(")) {
      return new PgType("character varying" + text.substring("varchar".length()), enumerated);
    }
    String full =
        SHORT_NAMES.entrySet().stream()
            .filter(entry -> entry.getValue().equals(text))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(text);
    return new PgType(full, enumerated);
  }

  /** The name that people read and {@link #parse} takes. */
  String text() {
    String sized = "character varying(";
    return name.startsWith(sized)
        ? "varchar(" + name.substring(sized.length())
        : SHORT_NAMES.getOrDefault(name, name);
  }

  /** The name without its size: {@code numeric(12,2)}, {@code time(3) without time zone}. */
  static String plain(String name) {
    return MODIFIER.matcher(name).replaceAll("");
  }

  /**
   * The type in Parquet that holds every value of the type without loss. What is nothing else,
   * types that we never heard of among them, is the text that PostgreSQL makes of it; so is a
   * numeric without a size, or of more than 38 digits.
   */
  DataType dataType() {
    if (enumerated) {
      return DataType.TEXT;
    }
    Matcher numeric = NUMERIC.matcher(name);
    if (numeric.matches()) {
      int digits = Integer.parseInt(numeric.group(1));
      int scale = Integer.parseInt(numeric.group(2));
      // The scale may be negative (whole hundreds), or larger than the digits (0.00123).
      int precision = Math.max(digits - Math.min(scale, 0), scale);
      return precision <= MOST_DIGITS
          ? DataType.decimal(precision, Math.max(scale, 0))
          : DataType.TEXT;
    }
    return TYPES.getOrDefault(plain(name), DataType.TEXT);
  }

  /** A numeric that is text to us because no decimal holds all its values. */
  boolean isWideNumeric() {
    return isNumeric() && dataType().equals(DataType.TEXT);
  }

  /** A numeric, sized or not. */
  boolean isNumeric() {
    return !enumerated && plain(name).equals("numeric");
  }

  /** An amount whose digits after the point are those of the server's {@code lc_monetary}. */
  boolean isMoney() {
    return !enumerated && name.equals("money");
  }

  /** A date or timestamp, which may be infinite or before the year 1. */
  boolean isTime() {
    DataType.Kind kind = dataType().kind();
    return kind == DataType.Kind.DATE || kind == DataType.Kind.TIMESTAMP;
  }

  /** A timestamp that does not say whose clock wrote it. */
  boolean isNaive() {
    return !enumerated && plain(name).equals("timestamp without time zone");
  }

  /** Whether people may have written dates and numbers into it. */
  boolean isWrittenText() {
    return !enumerated
        && switch (plain(name)) {
          case "text", "character varying", "character" -> true;
          default -> false;
        };
  }

  /** Whether its values are words, in whatever way the type compares them. */
  boolean isWords() {
    return enumerated
        || isWrittenText()
        || switch (plain(name)) {
          case "citext", "name" -> true;
          default -> false;
        };
  }

  /** Whether every value of the other type is read alike and fits where this one was expected. */
  boolean carries(PgType other) {
    if (equals(other) || (isPlainText() && other.isPlainText())) {
      return true;
    }
    Matcher mine = NUMERIC.matcher(name);
    Matcher its = NUMERIC.matcher(other.name);
    if (!mine.matches()) {
      // Of all others the size decides what the server takes, not how a value is read.
      return !enumerated && !other.enumerated && plain(other.name).equals(plain(name));
    }
    if (!its.matches()) {
      return false;
    }
    int myScale = Integer.parseInt(mine.group(2));
    int itsScale = Integer.parseInt(its.group(2));
    int myDigits = Integer.parseInt(mine.group(1)) - myScale;
    int itsDigits = Integer.parseInt(its.group(1)) - itsScale;
    return itsScale <= myScale && itsDigits <= myDigits;
  }

  /**
   * Whether values of the other type are of the same sort and are read where this one was expected,
   * each that fits: a wider integer, a numeric with more digits or without a size.
   */
  boolean takes(PgType other) {
    if (enumerated || other.enumerated) {
      return false;
    }
    return Stream.of(INTEGERS, FLOATS, Set.of("numeric"))
        .anyMatch(sort -> sort.contains(plain(name)) && sort.contains(plain(other.name)));
  }

  /** Whether equal values of both are equal wherever they are joined: alike but for their size. */
  boolean isComparedWith(PgType other) {
    return equals(other)
        || (isWholeNumber() && other.isWholeNumber())
        || (isText() && other.isText());
  }

  private boolean isWholeNumber() {
    return !enumerated && INTEGERS.contains(plain(name));
  }

  /** A character(n) is none: its padding is no part of the value, but of what is read. */
  private boolean isText() {
    return !enumerated && Set.of("text", "character varying").contains(plain(name));
  }

  /** Types whose binary form is their text. A character(n) is none: its form has the padding. */
  private boolean isPlainText() {
    return enumerated
        || switch (plain(name)) {
          case "text", "json", "character varying" -> true;
          default -> false;
        };
  }

  @Override
  public String toString() {
    return text();
  }
}
