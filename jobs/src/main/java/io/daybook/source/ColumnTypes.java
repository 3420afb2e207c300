package io.daybook.source;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.schema.DataType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The types that {@code source.yml} gives to columns of one table, where the source's own say too
 * little.
 *
 * <ul>
 *   <li>{@code parse: {started_at: timestamp}}: text that should be a date, an instant or a number;
 *       what does not parse is NULL in the raw table, and counted
 *   <li>{@code types: {rate: decimal(20,6)}}: a numeric without a size, or with one that no decimal
 *       holds; a row whose value does not fit is left out, and named
 * </ul>
 */
final class ColumnTypes {
  private static final Set<DataType.Kind> PARSEABLE =
      Set.of(
          DataType.Kind.INTEGER,
          DataType.Kind.BIGINT,
          DataType.Kind.DECIMAL,
          DataType.Kind.DATE,
          DataType.Kind.TIMESTAMP);

  private final Map<String, DataType> types;

  private ColumnTypes(Map<String, DataType> types) {
    this.types = types;
  }

  /** Reads both maps of a table; what is wrong becomes a problem. */
  static ColumnTypes load(YamlMap table, Catalogue.Table live) {
    Map<String, DataType> types = new HashMap<>();
    for (String key : new String[] {"parse", "types"}) {
      YamlMap declared = table.map(key);
      for (String column : declared.keys()) {
        String fault = fault(key, column, declared.text(column), live);
        if (fault.isEmpty()) {
          types.put(column, DataType.parse(declared.text(column)));
        } else {
          declared.problem(column, fault);
        }
      }
    }
    return new ColumnTypes(types);
  }

  private static String fault(String key, String column, String text, Catalogue.Table live) {
    Catalogue.Column of = live.columns().get(column);
    if (of == null) {
      return "no such column" + Problems.didYouMean(column, live.columns().keySet());
    }
    if (live.key().contains(column)) {
      return "a column of the primary key keeps its type";
    }
    DataType type;
    try {
      type = DataType.parse(text);
    } catch (IllegalArgumentException e) {
      return text
          + " is no type; it is integer, bigint, date, timestamp or, in quotes, 'decimal(p,s)'";
    }
    if (key.equals("parse")) {
      return !of.type().isWrittenText()
          ? "is " + of.type() + " in the source; only text is parsed"
          : PARSEABLE.contains(type.kind()) ? "" : "text is never parsed as " + type;
    }
    return !of.type().isWideNumeric()
        ? "is " + of.type() + " in the source; only a numeric of any size is given a type"
        : type.kind() == DataType.Kind.DECIMAL ? "" : "is a numeric, which becomes a decimal(p,s)";
  }

  /** The type of the raw column. */
  DataType of(String column, PgType declared) {
    return types.getOrDefault(column, declared.dataType());
  }
}
