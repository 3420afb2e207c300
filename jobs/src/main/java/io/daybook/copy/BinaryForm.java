package io.daybook.copy;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.schema.DataType;
import io.daybook.source.SourceColumn;
import io.daybook.sql.Quoted;
import java.util.Set;

/** How a column's values travel in a binary COPY, and what must be selected so that they do. */
enum BinaryForm {
  TEXT,
  ARRAY,
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
  NUMERIC,
  PARSED;

  /** Types whose cast to a narrower one alters values, or fails at one of them. */
  private static final Set<String> NEVER_CAST =
      Set.of(
          "smallint",
          "integer",
          "bigint",
          "real",
          "double precision",
          "numeric",
          "text",
          "character varying",
          "character");

  /** What {@link SourceColumn#parsed} values may become. */
  private static final Set<DataType.Kind> PARSEABLE =
      Set.of(
          DataType.Kind.INTEGER,
          DataType.Kind.BIGINT,
          DataType.Kind.DECIMAL,
          DataType.Kind.DATE,
          DataType.Kind.TIMESTAMP);

  /** The way of a column of this type, once it was selected as {@link #expression} says. */
  static BinaryForm of(SourceColumn column) {
    if (column.parsed()) {
      return PARSED;
    }
    String type = column.plainSourceType();
    return switch (column.type().kind()) {
      case TEXT -> text(column, type);
      case UUID -> UUID;
      case INTEGER -> type.equals("smallint") ? INT2 : type.equals("bigint") ? INT8 : INT4;
      case BIGINT -> type.equals("smallint") ? INT2 : type.equals("integer") ? INT4 : INT8;
      case DOUBLE -> type.equals("real") ? FLOAT4 : FLOAT8;
      case BOOLEAN -> BOOLEAN;
      case DATE -> DATE;
      case TIMESTAMP -> TIMESTAMP;
      case DECIMAL -> NUMERIC;
    };
  }

  private static BinaryForm text(SourceColumn column, String type) {
    if (column.enumerated()) {
      return TEXT;
    }
    if (type.endsWith("[]")) {
      return ARRAY;
    }
    return switch (type) {
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
    String name = Quoted.name(column.name());
    String type = column.plainSourceType();
    if (column.enumerated() || natural(column.type()).contains(type)) {
      return name;
    }
    if (column.parsed() && PARSEABLE.contains(column.type().kind())) {
      return name;
    }
    if (column.type().kind() == DataType.Kind.TEXT) {
      return type.endsWith("[]") ? json(name, type) : name + "::text";
    }
    if (NEVER_CAST.contains(type)) {
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

  /**
   * An array as JSON. JSON cannot say where an array begins to count: one that does not begin at 1
   * comes as PostgreSQL prints it, {@code [0:1]={a,b}}, which is no JSON, and stays out. Elements
   * that are JSON themselves come as texts, because a JSON null is not a NULL.
   */
  private static String json(String name, String type) {
    String elements = type.equals("json[]") || type.equals("jsonb[]") ? name + "::text[]" : name;
    return "case when pg_catalog.strpos(pg_catalog.replace(pg_catalog.array_dims("
        + name
        + "), '[1:', ''), '[') > 0 then "
        + name
        + "::text else pg_catalog.array_to_json("
        + elements
        + ")::text end";
  }

  /** Types of PostgreSQL whose binary form is read as it is. */
  private static Set<String> natural(DataType type) {
    return switch (type.kind()) {
      case TEXT ->
          Set.of(
              "text",
              "character varying",
              "varchar",
              "json",
              "jsonb",
              "time",
              "time without time zone");
      case UUID -> Set.of("uuid");
      // A source that has become wider is read as long as each value fits.
      case INTEGER, BIGINT -> Set.of("smallint", "integer", "bigint");
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
      case UUID -> "uuid";
      case INTEGER -> "integer";
      case BIGINT -> "bigint";
      case DOUBLE -> "double precision";
      case BOOLEAN -> "boolean";
      case DATE -> "date";
      case TIMESTAMP -> "timestamptz";
      case DECIMAL -> "numeric";
    };
  }
}
