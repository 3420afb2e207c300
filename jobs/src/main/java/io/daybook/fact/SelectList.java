package io.daybook.fact;

import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.sql.Quoted;
import java.util.ArrayList;
import java.util.List;

/** The columns of one fact, and what each is selected as. */
final class SelectList {
  /** House style of SQL: 100 columns, less indent and comma. */
  private static final int LINE = 95;

  private final List<Column> columns = new ArrayList<>();
  private final List<String> selected = new ArrayList<>();

  void add(String name, DataType type, boolean nullable, String description, String sql) {
    columns.add(new Column(name, type, nullable, description));
    String quoted = Quoted.name(name);
    String named = sql + " as " + quoted;
    if (sql.endsWith("." + quoted)) {
      selected.add(sql);
    } else if (named.length() < LINE || sql.endsWith("\n    end")) {
      selected.add(named);
    } else {
      selected.add(sql + "\n        as " + quoted);
    }
  }

  /** A value that is there only where its row is, {@code key} being the row's. */
  static String ifThere(String key, String value) {
    String text = "case when " + key + " is not null then " + value + " end";
    return text.length() < LINE
        ? text
        : "case\n        when " + key + " is not null\n            then " + value + "\n    end";
  }

  Schema schema() {
    return new Schema(columns);
  }

  /** What stands between {@code select} and {@code from}, one a line. */
  String text() {
    return String.join(",\n    ", selected);
  }
}
