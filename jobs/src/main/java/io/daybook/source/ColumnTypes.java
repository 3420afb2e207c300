package io.daybook.source;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.config.YamlText;
import io.daybook.schema.DataType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What {@code source.yml} says of the values of one table's columns, where their types in the
 * source say too little.
 *
 * <ul>
 *   <li>{@code parse: {started_at: timestamp}}: text that should be a date, an instant or a number;
 *       what does not parse is NULL in the raw table, and counted
 *   <li>{@code types: {rate: decimal(20,6)}}: a numeric without a size, or with one that no decimal
 *       holds, or money; a value that does not fit is NULL, and named
 *   <li>{@code types: {valid_to: text}}: a date, timestamp or numeric as PostgreSQL prints it, with
 *       the values that no date or decimal of ours holds; also of the key
 *   <li>{@code infinity: {valid_to: null}}, {@code nan: {rate: null}}: such a value means that
 *       there is none; {@code infinity: null} says it of the whole table
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

  private final Catalogue.Table live;
  private final Map<String, DataType> types = new HashMap<>();
  private final Map<String, Set<SourceColumn.NoValue>> absent = new HashMap<>();

  private ColumnTypes(Catalogue.Table live) {
    this.live = live;
  }

  /** Reads what a table says; what is wrong becomes a problem. */
  static ColumnTypes load(YamlMap table, Catalogue.Table live) {
    ColumnTypes types = new ColumnTypes(live);
    types.readTypes("parse", table.map("parse"));
    types.readTypes("types", table.map("types"));
    types.readAbsent(table, "infinity", SourceColumn.NoValue.INFINITY);
    types.readAbsent(table, "nan", SourceColumn.NoValue.NAN);
    return types;
  }

  private void readTypes(String key, YamlMap declared) {
    for (String column : declared.keys()) {
      String fault = typeFault(key, column, declared.text(column));
      if (fault.isEmpty()) {
        types.put(column, DataType.parse(declared.text(column)));
      } else {
        declared.problem(column, fault);
      }
    }
  }

  private String typeFault(String key, String column, String text) {
    Catalogue.Column of = live.columns().get(column);
    if (of == null) {
      return noColumn(column);
    }
    DataType type;
    try {
      type = DataType.parse(text);
    } catch (IllegalArgumentException e) {
      return text
          + " is not a type; it is integer, bigint, date, timestamp or, in quotes, 'decimal(p,s)'";
    }
    if (live.key().contains(column) && !isKeyAsText(key, of.type(), type)) {
      return "a column of the primary key keeps its type; of a date, timestamp or numeric it may be"
          + " text";
    }
    return key.equals("parse") ? parseFault(of.type(), type) : otherTypeFault(of.type(), type);
  }

  /** Each value has a text of its own, those that nothing else of ours holds among them. */
  private static boolean isKeyAsText(String key, PgType of, DataType type) {
    return key.equals("types")
        && type.equals(DataType.TEXT)
        && (of.isTime() || (of.isNumeric() && !of.isWideNumeric()));
  }

  private static String parseFault(PgType of, DataType type) {
    if (!of.isWrittenText()) {
      return "is " + of + " in the source; only text is parsed";
    }
    return PARSEABLE.contains(type.kind()) ? "" : "text is never parsed as " + type;
  }

  private static String otherTypeFault(PgType of, DataType type) {
    boolean isText = type.kind() == DataType.Kind.TEXT;
    if (of.isWideNumeric() || of.isMoney()) {
      return isText || type.kind() == DataType.Kind.DECIMAL
          ? ""
          : "is " + of + " in the source, which becomes a decimal(p,s) or text";
    }
    if (!of.isTime() && !of.isNumeric()) {
      return "is "
          + of
          + " in the source; only a numeric, money, date or timestamp is given another type";
    }
    return isText ? "" : "is " + of + " in the source, which is read as it is or as text";
  }

  /** A key with null says it of every column of the table that may hold the value. */
  private void readAbsent(YamlMap table, String key, SourceColumn.NoValue value) {
    if (table.keys().contains(key) && !table.has(key)) {
      live.columns().keySet().stream()
          .filter(column -> absentFault(value, column).isEmpty())
          .forEach(column -> addAbsent(column, value));
      return;
    }
    YamlMap declared = table.map(key);
    for (String column : declared.keys()) {
      String fault =
          declared.has(column)
              ? "must be null: the value means that there is none"
              : absentFault(value, column);
      if (fault.isEmpty()) {
        addAbsent(column, value);
      } else {
        declared.problem(column, fault);
      }
    }
  }

  private void addAbsent(String column, SourceColumn.NoValue value) {
    absent.computeIfAbsent(column, name -> new HashSet<>()).add(value);
  }

  private String absentFault(SourceColumn.NoValue value, String column) {
    Catalogue.Column of = live.columns().get(column);
    if (of == null) {
      return noColumn(column);
    }
    if (live.key().contains(column)) {
      return "a column of the primary key has a value in every row; read it as it is: types: {"
          + YamlText.scalar(column)
          + ": text}";
    }
    DataType type = of(column, of.type());
    boolean isTime = type.kind() == DataType.Kind.DATE || type.kind() == DataType.Kind.TIMESTAMP;
    boolean mayHold =
        type.kind() == DataType.Kind.DECIMAL || (isTime && value == SourceColumn.NoValue.INFINITY);
    return mayHold && !of.type().isWrittenText()
        ? ""
        : "is read as " + type + ", which has no " + value.text() + " to be null";
  }

  private String noColumn(String column) {
    return "no such column" + Problems.didYouMean(column, live.columns().keySet());
  }

  /** The type of the raw column. */
  DataType of(String column, PgType declared) {
    return types.getOrDefault(column, declared.dataType());
  }

  /** Values of a column that are read as NULL. */
  Set<SourceColumn.NoValue> absent(String column) {
    return absent.getOrDefault(column, Set.of());
  }
}
