package io.daybook.source;

import io.daybook.schema.DataType;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column's type in PostgreSQL and what becomes of it: the one place that maps PostgreSQL's types
 * to Daybook's.
 *
 * @param name as {@code format_type} prints it; an enum by its name
 * @param enumerated whether it is an enum
 */
record PgType(String name, boolean enumerated) {
  private static final Pattern NUMERIC = Pattern.compile("numeric\\((\\d+),(\\d+)\\)");
  private static final Pattern SIZED_TEXT = Pattern.compile("character( varying)?\\(\\d+\\)");

  private static final Map<String, DataType> TYPES =
      Map.ofEntries(
          Map.entry("uuid", DataType.TEXT),
          Map.entry("text", DataType.TEXT),
          Map.entry("character varying", DataType.TEXT),
          Map.entry("jsonb", DataType.TEXT),
          Map.entry("json", DataType.TEXT),
          Map.entry("boolean", DataType.BOOLEAN),
          Map.entry("smallint", DataType.INTEGER),
          Map.entry("integer", DataType.INTEGER),
          Map.entry("bigint", DataType.BIGINT),
          Map.entry("double precision", DataType.DOUBLE),
          Map.entry("date", DataType.DATE),
          Map.entry("timestamp with time zone", DataType.TIMESTAMP),
          Map.entry("timestamp without time zone", DataType.TIMESTAMP),
          Map.entry("time without time zone", DataType.TEXT),
          Map.entry("text[]", DataType.TEXT),
          Map.entry("uuid[]", DataType.TEXT),
          Map.entry("inet", DataType.TEXT));

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

  /** The type in Parquet, where there is one that holds every value without loss. */
  Optional<DataType> dataType() {
    if (enumerated || SIZED_TEXT.matcher(name).matches()) {
      return Optional.of(DataType.TEXT);
    }
    Matcher numeric = NUMERIC.matcher(name);
    if (numeric.matches()) {
      int precision = Integer.parseInt(numeric.group(1));
      int scale = Integer.parseInt(numeric.group(2));
      return precision <= 38 && scale <= precision
          ? Optional.of(DataType.decimal(precision, scale))
          : Optional.empty();
    }
    return Optional.ofNullable(TYPES.get(name));
  }

  /** Whether every value of the other type is read alike and fits where this one was expected. */
  boolean carries(PgType other) {
    if (equals(other) || (isPlainText() && other.isPlainText())) {
      return true;
    }
    Matcher mine = NUMERIC.matcher(name);
    Matcher its = NUMERIC.matcher(other.name);
    if (!mine.matches() || !its.matches()) {
      return false;
    }
    int myScale = Integer.parseInt(mine.group(2));
    int itsScale = Integer.parseInt(its.group(2));
    int myDigits = Integer.parseInt(mine.group(1)) - myScale;
    int itsDigits = Integer.parseInt(its.group(1)) - itsScale;
    return itsScale <= myScale && itsDigits <= myDigits;
  }

  /** Types whose binary form is their text. */
  private boolean isPlainText() {
    return enumerated
        || name.equals("text")
        || name.equals("json")
        || name.equals("character varying")
        || SIZED_TEXT.matcher(name).matches();
  }

  @Override
  public String toString() {
    return text();
  }
}
