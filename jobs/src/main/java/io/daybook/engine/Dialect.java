package io.daybook.engine;

import java.util.Map;
import java.util.Set;

/** What the shared dialect consists of, word by word, and what to write instead of the rest. */
final class Dialect {
  /** Functions that Spark, DuckDB and PostgreSQL compute alike. */
  static final Set<String> FUNCTIONS =
      Set.of(
          "count",
          "sum",
          "min",
          "max",
          "bool_or",
          "bool_and",
          "stddev_samp",
          "percentile_cont",
          "mode",
          "coalesce",
          "nullif",
          "greatest",
          "least",
          "row_number",
          "rank",
          "dense_rank",
          "lag",
          "lead",
          "first_value",
          "substring",
          "left",
          "right",
          "lpad",
          "split_part",
          "replace",
          "trim",
          "lower",
          "position",
          "md5",
          "mod",
          "abs",
          "floor",
          "ceil",
          "round",
          "cast",
          "extract",
          "date_trunc",
          "make_date",
          "exists");

  /** Functions that Daybook defines, with the number of their arguments. */
  static final Map<String, Integer> OWN_FUNCTIONS =
      Map.ofEntries(
          Map.entry("ratio", 3),
          Map.entry("int_div", 2),
          Map.entry("days_between", 2),
          Map.entry("seconds_between", 2),
          Map.entry("iso_weekday", 1),
          Map.entry("month_end", 1),
          Map.entry("json_text", 2),
          Map.entry("joined", 1),
          Map.entry("number_text", 1),
          Map.entry("local_date", 2),
          Map.entry("instant_at", 2),
          Map.entry("moving_average", 3),
          Map.entry("folded", 1),
          Map.entry("rounded_in", 2));

  /** Words that stand before a bracket and are no function. */
  static final Set<String> BEFORE_BRACKET =
      Set.of(
          "and",
          "or",
          "not",
          "in",
          "when",
          "then",
          "else",
          "on",
          "using",
          "over",
          "filter",
          "group",
          "values",
          "select",
          "from",
          "join",
          "lateral",
          "where",
          "having",
          "by",
          "as",
          "union",
          "all",
          "except",
          "intersect",
          "between",
          "like",
          "ilike",
          "case",
          "distinct",
          "rollup",
          "cube",
          "sets",
          "is",
          "limit",
          "offset",
          "with",
          "end");

  /** Fields of an instant or date that all engines count alike. */
  static final Set<String> EXTRACTED = Set.of("year", "quarter", "month", "day", "hour", "week");

  /** Names of types in a cast. */
  static final Set<String> TYPES =
      Set.of("integer", "bigint", "decimal", "double", "boolean", "date", "timestamp", "text");

  private static final String PARAMETERS = "write :as_of_instant or :business_date";
  private static final String FRAGMENT = "a model is one select";
  private static final String RATIO = "write ratio(numerator, denominator, scale)";
  private static final String BRIDGE =
      "arrays are unfolded by the extractor into a table of their own; join it";
  private static final String ZONES =
      "no zone function in a model: facts carry <x>_local_date, or use local_date(instant,"
          + " offset_seconds) with facts.zone_offsets";
  private static final String CALENDAR = "join a calendar table";
  private static final String CASE = "write case when ... like ...";

  /** Advice for functions that are outside, where there is better than the list of all inside. */
  static final Map<String, String> INSTEAD_OF_CALL =
      Map.ofEntries(
          Map.entry("avg", "write ratio(sum(x), count(x), scale)"),
          Map.entry("now", PARAMETERS),
          Map.entry("concat", "write a || b with coalesce"),
          Map.entry("concat_ws", "write a || b with coalesce"),
          Map.entry("upper", "compare with lower"),
          Map.entry("initcap", "compare with lower"),
          Map.entry("median", "write percentile_cont(0.5) within group (order by x)"),
          Map.entry("last_day", "write month_end(date)"),
          Map.entry("datediff", "write days_between(from, to)"),
          Map.entry("date_diff", "write days_between(from, to)"),
          Map.entry("age", "write days_between(from, to)"),
          Map.entry("date_part", "write extract(year from x)"),
          Map.entry("dayofweek", "write iso_weekday(date)"),
          Map.entry("isodow", "write iso_weekday(date)"),
          Map.entry("weekday", "write iso_weekday(date)"),
          Map.entry("epoch", "write seconds_between(from, to)"),
          Map.entry("to_char", "format in the report, not in the model"),
          Map.entry("strftime", "format in the report, not in the model"),
          Map.entry("date_format", "format in the report, not in the model"),
          Map.entry("generate_series", CALENDAR),
          Map.entry("range", CALENDAR),
          Map.entry("sequence", CALENDAR),
          Map.entry("try_cast", "text is parsed by the extractor, failures counted"),
          Map.entry("unnest", BRIDGE),
          Map.entry("explode", BRIDGE),
          Map.entry("array", BRIDGE),
          Map.entry("array_agg", BRIDGE),
          Map.entry("list", BRIDGE),
          Map.entry("collect_list", BRIDGE),
          Map.entry("any", "write in (...) or exists"),
          Map.entry("some", "write in (...) or exists"),
          Map.entry("string_agg", "write joined(x)"),
          Map.entry("listagg", "write joined(x)"),
          Map.entry("group_concat", "write joined(x)"),
          Map.entry("json_value", "write json_text(doc, 'a.b')"),
          Map.entry("get_json_object", "write json_text(doc, 'a.b')"),
          Map.entry("json_extract", "write json_text(doc, 'a.b')"),
          Map.entry("json_extract_string", "write json_text(doc, 'a.b')"),
          Map.entry("timezone", ZONES),
          Map.entry("from_utc_timestamp", ZONES),
          Map.entry("to_utc_timestamp", ZONES),
          Map.entry("convert_timezone", ZONES),
          Map.entry("div", "write int_div(a, b)"),
          Map.entry("div0", RATIO),
          Map.entry("width_bucket", CASE),
          Map.entry("regexp_replace", CASE),
          Map.entry("regexp_matches", CASE),
          Map.entry("regexp_like", CASE),
          Map.entry("approx_count_distinct", "write count(distinct x)"),
          Map.entry("to_date", "text is parsed by the extractor, failures counted"),
          Map.entry("to_timestamp", "text is parsed by the extractor, failures counted"));

  /** Advice for words that are refused wherever they stand. */
  static final Map<String, String> INSTEAD_OF_WORD =
      Map.ofEntries(
          Map.entry("current_date", PARAMETERS),
          Map.entry("current_timestamp", PARAMETERS),
          Map.entry("current_time", PARAMETERS),
          Map.entry("localtime", PARAMETERS),
          Map.entry("localtimestamp", PARAMETERS),
          Map.entry("unnest", BRIDGE),
          Map.entry("array", BRIDGE),
          Map.entry("qualify", "filter on the window in an outer select"),
          Map.entry("tablesample", "read all rows"),
          Map.entry("pivot", CASE),
          Map.entry("unpivot", "write union all"),
          Map.entry("asof", "write a join with a range"),
          Map.entry("semi", "write exists"),
          Map.entry("anti", "write not exists"),
          Map.entry("rlike", CASE),
          Map.entry("regexp", CASE),
          Map.entry("glob", CASE),
          Map.entry("similar", CASE),
          Map.entry("div", "write int_div(a, b)"),
          Map.entry("collate", "texts are compared byte by byte"));

  /** Statements other than a select; refused where a statement can begin. */
  static final Set<String> STATEMENTS =
      Set.of(
          "insert",
          "update",
          "delete",
          "merge",
          "copy",
          "create",
          "drop",
          "alter",
          "truncate",
          "attach",
          "detach",
          "pragma",
          "set",
          "reset",
          "call",
          "install",
          "load",
          "export",
          "import",
          "vacuum",
          "explain",
          "describe",
          "show",
          "use",
          "grant",
          "execute",
          "prepare",
          "checkpoint",
          "cache",
          "refresh");

  /** Advice for symbols that are outside. */
  static final Map<String, String> INSTEAD_OF_SYMBOL =
      Map.ofEntries(
          Map.entry("/", RATIO + " or int_div(a, b)"),
          Map.entry("%", "write mod(a, b)"),
          Map.entry("^", "write a product"),
          Map.entry("~", CASE),
          Map.entry("[", BRIDGE),
          Map.entry("]", BRIDGE),
          Map.entry("{", BRIDGE),
          Map.entry("}", BRIDGE),
          Map.entry("->", "write json_text(doc, 'a.b')"),
          Map.entry("->>", "write json_text(doc, 'a.b')"),
          Map.entry(";", FRAGMENT),
          Map.entry("'", "the string has no end"),
          Map.entry("\"", "the name has no end"));

  /** Symbols that all engines understand alike. */
  static final Set<String> SYMBOLS =
      Set.of("(", ")", ",", ".", "+", "-", "*", "=", "<", ">", "<=", ">=", "<>", "!=", "||", "::");

  private Dialect() {}
}
