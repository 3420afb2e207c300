package io.daybook.copy;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.schema.DataType;
import io.daybook.source.SourceColumn;
import java.util.Set;

/** How a column's values travel in a binary COPY, and what must be selected so that they do. */
enum Wire {
  TEXT,
  JSONB,
  UUID,
  TIME,
  INT2,
  INT4,
  INT8,
  FLOAT4,
  FLOAT8,
  BOOLEAN,
  DATE,
  TIMESTAMP,
  NUMERIC;

  private static final Set<String> BUILT_IN_NUMBERS =
      Set.of("smallint", "integer", "bigint", "real", "double precision", "numeric", "text");

  /** The way of a column of this type, once it was selected as {@link #expression} says. */
  static Wire of(SourceColumn column) {
    String type = plain(column.sourceType());
    return switch (column.type().kind()) {
      case TEXT -> text(column, type);
      case INTEGER -> type.equals("smallint") ? INT2 : INT4;
      case BIGINT -> type.equals("smallint") ? INT2 : type.equals("integer") ? INT4 : INT8;
      case DOUBLE -> type.equals("real") ? FLOAT4 : FLOAT8;
      case BOOLEAN -> BOOLEAN;
      case DATE -> DATE;
      case TIMESTAMP -> TIMESTAMP;
      case DECIMAL -> NUMERIC;
    };
  }

  private static Wire text(SourceColumn column, String type) {
    if (column.enumerated()) {
      return TEXT;
    }
    return switch (type) {
      case "uuid" -> UUID;
      case "jsonb" -> JSONB;
      case "time without time zone", "time" -> TIME;
      default -> TEXT;
    };
  }

  /**
   * What is selected for a column: itself where its own binary form is read, else a cast.
   *
   * @throws DaybookException DEF_INVALID where the model's type would alter values
   */
  static String expression(String table, SourceColumn column) {
    String name = Names.quoted(column.name());
    String type = plain(column.sourceType());
    if (column.enumerated() || natural(column.type()).contains(type)) {
      return name;
    }
    if (column.type().kind() == DataType.Kind.TEXT) {
      // What a type prints: its cast to text may differ (inet adds its mask).
      return type.endsWith("[]")
          ? "pg_catalog.array_to_json(" + name + ")::text"
          : "case when " + name + " is not null then pg_catalog.format('%s', " + name + ") end";
    }
    if (BUILT_IN_NUMBERS.contains(type)) {
      throw DaybookException.of(
              Code.DEF_INVALID,
              "Cannot extract "
                  + table
                  + "."
                  + column.name()
                  + ": "
                  + column.sourceType()
                  + " as "
                  + column.type()
                  + " would alter values")
          .next("declare a type in source.yml that holds every value of the column")
          .build();
    }
    return name + "::" + canonical(column.type());
  }

  /** Types of PostgreSQL whose binary form is read as it is. */
  private static Set<String> natural(DataType type) {
    return switch (type.kind()) {
      case TEXT ->
          Set.of(
              "text",
              "character varying",
              "varchar",
              "character",
              "char",
              "json",
              "jsonb",
              "uuid",
              "time",
              "time without time zone");
      case INTEGER -> Set.of("smallint", "integer");
      case BIGINT -> Set.of("smallint", "integer", "bigint");
      case DOUBLE -> Set.of("real", "double precision");
      case BOOLEAN -> Set.of("boolean");
      case DATE -> Set.of("date");
      case TIMESTAMP ->
          Set.of(
              "timestamptz",
              "timestamp with time zone",
              "timestamp",
              "timestamp without time zone");
      case DECIMAL -> Set.of("numeric");
    };
  }

  /** What a domain over such a type is cast to. */
  private static String canonical(DataType type) {
    return switch (type.kind()) {
      case TEXT -> "text";
      case INTEGER -> "integer";
      case BIGINT -> "bigint";
      case DOUBLE -> "double precision";
      case BOOLEAN -> "boolean";
      case DATE -> "date";
      case TIMESTAMP -> "timestamptz";
      case DECIMAL -> "numeric";
    };
  }

  /** The type's name without its size: {@code numeric(12,2)}, {@code time(3) without time zone}. */
  private static String plain(String type) {
    return type.replaceAll("\\([0-9, ]*\\)", "");
  }
}
