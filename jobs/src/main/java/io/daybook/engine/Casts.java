package io.daybook.engine;

import io.daybook.config.Problems;
import io.daybook.fault.Code;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.sql.FoldedName;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which results of a query may become which declared types: only those that every engine converts
 * to the same value. Text is never made of dates, instants, decimals or doubles, which engines
 * print in their own ways, and never parsed.
 */
final class Casts {
  /** What a query gives, as far as it matters here. */
  enum From {
    NULL,
    INTEGER,
    DECIMAL,
    DOUBLE,
    TEXT,
    UUID,
    BOOLEAN,
    DATE,
    TIMESTAMP,
    OTHER
  }

  /**
   * A column of a query's result.
   *
   * @param type the engine's own name of its type, for messages
   */
  record Result(String name, From from, String type) {}

  private Casts() {}

  /**
   * Compares what a query gives with what is declared.
   *
   * @param what what is computed, for the message
   * @return the query's columns by declared name
   * @throws io.daybook.fault.DaybookException DEF_DIALECT with every difference
   */
  static Map<String, Result> match(String what, List<Result> results, Schema schema) {
    Problems problems = new Problems(Code.DEF_DIALECT, "Cannot compute " + what);
    compare(results, schema, problems);
    problems.throwIfAny();
    Map<String, Result> given = byFoldedName(results);
    Map<String, Result> byName = new LinkedHashMap<>();
    schema.names().forEach(name -> byName.put(name, given.get(FoldedName.of(name))));
    return byName;
  }

  /** What {@link #match} would refuse. */
  static List<Binder.Fault> differences(List<Result> results, Schema schema) {
    Problems problems = new Problems(Code.DEF_DIALECT, "Cannot compute it");
    compare(results, schema, problems);
    return problems.texts().stream().map(text -> new Binder.Fault(0, text)).toList();
  }

  private static void compare(List<Result> results, Schema schema, Problems problems) {
    Set<String> declared = schema.names().stream().map(FoldedName::of).collect(Collectors.toSet());
    Set<String> seen = new HashSet<>();
    for (Result result : results) {
      String name = result.name();
      if (!seen.add(FoldedName.of(name))) {
        problems.add(name, "the query gives this column twice");
      }
      if (!declared.contains(FoldedName.of(name))) {
        problems.add(
            name,
            "the query gives this column, which is not declared"
                + Problems.didYouMean(name, schema.names()));
      }
    }
    Map<String, Result> given = byFoldedName(results);
    for (Column column : schema.columns()) {
      Result result = given.get(FoldedName.of(column.name()));
      if (result == null) {
        problems.add(column.name(), "is declared, but the query does not give it");
      } else if (!to(result.from()).contains(column.type().kind())) {
        problems.add(
            column.name(),
            "is declared " + column.type() + ", but the query gives " + result.type());
      }
    }
  }

  private static Map<String, Result> byFoldedName(List<Result> results) {
    Map<String, Result> given = new HashMap<>();
    results.forEach(result -> given.put(FoldedName.of(result.name()), result));
    return given;
  }

  private static Set<DataType.Kind> to(From from) {
    return switch (from) {
      case NULL -> EnumSet.allOf(DataType.Kind.class);
      case INTEGER ->
          EnumSet.of(
              DataType.Kind.INTEGER,
              DataType.Kind.BIGINT,
              DataType.Kind.DECIMAL,
              DataType.Kind.DOUBLE,
              DataType.Kind.TEXT);
      case DECIMAL ->
          EnumSet.of(
              DataType.Kind.INTEGER,
              DataType.Kind.BIGINT,
              DataType.Kind.DECIMAL,
              DataType.Kind.DOUBLE);
      case DOUBLE -> EnumSet.of(DataType.Kind.DECIMAL, DataType.Kind.DOUBLE);
      case TEXT -> EnumSet.of(DataType.Kind.TEXT);
      case UUID -> EnumSet.of(DataType.Kind.UUID);
      case BOOLEAN -> EnumSet.of(DataType.Kind.BOOLEAN);
      case DATE, TIMESTAMP -> EnumSet.of(DataType.Kind.DATE, DataType.Kind.TIMESTAMP);
      case OTHER -> EnumSet.noneOf(DataType.Kind.class);
    };
  }
}
