package io.daybook.engine;

import io.daybook.schema.DataType;
import io.daybook.schema.KeyForm;
import io.daybook.sql.PlainWord;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.Aggregator;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The shared dialect in Spark's words. Functions are written out where Spark has the parts: a SQL
 * function of Spark's own would cost half a second of each start.
 */
final class SparkDialect {
  /**
   * Folds the movements of a group in their order, as duckdb.sql and postgres.sql do. Pieces are
   * whole millionths, so that no product of theirs is cut off; what sorts before a value sorts its
   * NULLs last.
   */
  private static final String MOVING_AVERAGE =
      """
      aggregate(
          array_sort(
              collect_list(
                  named_struct(
                      'lacks_place', %3$s is null,
                      'place', %3$s,
                      'quantity', cast(
                          cast(coalesce(%1$s, 0) as decimal(28, 6)) * 1000000 as decimal(38, 0)
                      ),
                      'lacks_cost', %2$s is null,
                      'cost', cast(%2$s as decimal(38, 6))
                  )
              )
          ),
          named_struct(
              'quantity', cast(0 as decimal(38, 0)), 'average', cast(null as decimal(38, 6))
          ),
          (held, each) -> named_struct(
              'quantity', cast(held.quantity + each.quantity as decimal(38, 0)),
              'average', case
                  when each.cost is null or each.quantity <= 0 then held.average
                  when held.average is null or held.quantity <= 0 then each.cost
                  else ratio_6(
                      held.quantity * held.average + each.quantity * each.cost,
                      held.quantity + each.quantity
                  )
              end
          ),
          held -> held.average
      )""";

  private static final Map<String, SqlRewriter.Call> CALLS =
      Map.ofEntries(
          Map.entry("ratio", Functions::ratio),
          Map.entry("rounded_in", Functions.ROUNDED_IN),
          Map.entry("int_div", Functions.template("((%1$s) div nullif(%2$s, 0))")),
          Map.entry("days_between", Functions.template("datediff(%2$s, %1$s)")),
          Map.entry(
              "seconds_between",
              Functions.template(
                  "((unix_micros(cast(%2$s as timestamp)) - unix_micros(cast(%1$s as timestamp)))"
                      + " div 1000000)")),
          Map.entry("iso_weekday", Functions.template("(weekday(%1$s) + 1)")),
          Map.entry("month_end", Functions.template("last_day(%1$s)")),
          Map.entry(
              "folded",
              Functions.template(
                  "lower(regexp_replace(%1$s, '^[ \\\\t\\\\n\\\\f\\\\r]+|[ \\\\t\\\\n\\\\f\\\\r]+$', ''))")),
          Map.entry(
              "instant_at",
              Functions.template(
                  "timestamp_micros(unix_micros(cast(%1$s as timestamp)) - (%2$s) * 1000000L)")),
          Map.entry("local_date", SparkDialect::localDate),
          Map.entry("moving_average", Functions.template(MOVING_AVERAGE)));

  private static final Map<KeyForm, SqlRewriter> REWRITERS =
      Map.of(KeyForm.TEXT, rewriter(KeyForm.TEXT), KeyForm.STORED, rewriter(KeyForm.STORED));

  private SparkDialect() {}

  private static SqlRewriter rewriter(KeyForm keys) {
    boolean isStored = keys == KeyForm.STORED;
    Map<String, SqlRewriter.Call> calls = new HashMap<>(CALLS);
    calls.put("uuid_text", Functions.template(isStored ? "uuid_text(%s)" : "(%s)"));
    calls.put("as_uuid", Functions.template(isStored ? "unhex(replace(%s, '-', ''))" : "(%s)"));
    return new SqlRewriter(
        SparkDialect::quoted,
        Optional.of((schema, table) -> view(schema, table, keys)),
        calls,
        Map.of("text", "string"));
  }

  /** Whole days since 1970, also before it: Spark's own cast would take classes of java.time. */
  private static String localDate(List<String> arguments) {
    String micros =
        "(unix_micros(cast(%s as timestamp)) + (%s) * 1000000L)".formatted(arguments.toArray());
    return "date_from_unix_date(cast((%1$s - pmod(%1$s, 86400000000L)) div 86400000000L as int))"
        .formatted(micros);
  }

  static String rewrite(String query, KeyForm keys) {
    return REWRITERS.get(keys).rewrite(query);
  }

  /**
   * Views of a session have no schema, so {@code facts.orders} is {@code facts__orders} inside, and
   * {@code facts_stored__orders}; and no quotes, so that a table's name becomes a word.
   */
  static String view(String schema, String table, KeyForm keys) {
    return schema + (keys == KeyForm.STORED ? "_stored__" : "__") + PlainWord.of(table);
  }

  /** A name in Spark's quotes. */
  static String quoted(String name) {
    return '`' + name.replace("`", "``") + '`';
  }

  /** A column of a file as queries see it. */
  static Column read(Dataset<Row> rows, io.daybook.schema.Column column, KeyForm keys) {
    Column value = rows.col(quoted(column.name()));
    boolean isShown = keys == KeyForm.TEXT && column.type().kind() == DataType.Kind.UUID;
    return isShown ? functions.call_function("uuid_text", value).as(column.name()) : value;
  }

  static void register(SparkSession session) {
    for (int scale = 0; scale <= Functions.MAX_RATIO_SCALE; scale++) {
      session
          .udf()
          .register("ratio_" + scale, new Ratio(scale), DataTypes.createDecimalType(38, scale));
    }
    UDF2<String, String, String> jsonText = JsonText::at;
    UDF1<byte[], String> uuidText = SparkTypes::uuidText;
    session.udf().register("uuid_text", uuidText, DataTypes.StringType);
    session.udf().register("json_text", jsonText, DataTypes.StringType);
    UDF1<String, String> numberText = NumberText::of;
    session.udf().register("number_text", numberText, DataTypes.StringType);
    session.udf().register("joined", functions.udaf(new Joined(), Encoders.STRING()));
  }

  /** The dialect's {@code ratio}: Spark's own division cuts digits off. */
  private record Ratio(int scale) implements UDF2<Object, Object, BigDecimal> {
    @Override
    public BigDecimal call(Object numerator, Object denominator) {
      if (numerator == null || denominator == null) {
        return null;
      }
      BigDecimal divisor = exact(denominator);
      return divisor.signum() == 0
          ? null
          : exact(numerator).divide(divisor, scale, RoundingMode.HALF_UP);
    }

    private static BigDecimal exact(Object number) {
      if (number instanceof BigDecimal decimal) {
        return decimal;
      }
      if (number instanceof Integer || number instanceof Long || number instanceof Short) {
        return BigDecimal.valueOf(((Number) number).longValue());
      }
      if (number instanceof BigInteger whole) {
        return new BigDecimal(whole);
      }
      throw new IllegalArgumentException(
          "ratio takes integers and decimals, not " + number.getClass().getSimpleName());
    }
  }

  /**
   * The dialect's {@code joined}: Spark's own listagg fails beside another distinct aggregate
   * (ClassCastException in 4.2).
   */
  private static final class Joined extends Aggregator<String, List<String>, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public List<String> zero() {
      return new ArrayList<>();
    }

    @Override
    public List<String> reduce(List<String> texts, String text) {
      if (text != null) {
        texts.add(text);
      }
      return texts;
    }

    @Override
    public List<String> merge(List<String> left, List<String> right) {
      left.addAll(right);
      return left;
    }

    @Override
    public String finish(List<String> texts) {
      return texts.isEmpty()
          ? null
          : texts.stream()
              .map(UTF8String::fromString)
              .sorted()
              .map(UTF8String::toString)
              .collect(Collectors.joining(", "));
    }

    @Override
    @SuppressWarnings("unchecked") // a class literal has no type argument
    public Encoder<List<String>> bufferEncoder() {
      return (Encoder<List<String>>) (Encoder<?>) Encoders.javaSerialization(ArrayList.class);
    }

    @Override
    public Encoder<String> outputEncoder() {
      return Encoders.STRING();
    }
  }
}
