package io.daybook.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/** The shared dialect in Spark's words. */
final class SparkDialect {
  private static final SqlRewriter REWRITER =
      new SqlRewriter(
          Optional.of(SparkDialect::view),
          Map.of("ratio", Functions::ratio, "joined", SparkDialect::joined),
          Map.of("text", "string"));

  private SparkDialect() {}

  static String rewrite(String query) {
    return REWRITER.rewrite(query);
  }

  /** Views of a session have no schema, so {@code facts.orders} is {@code facts__orders} inside. */
  static String view(String schema, String table) {
    return schema.toLowerCase(Locale.ROOT) + "__" + table;
  }

  private static String joined(List<String> arguments) {
    String texts = String.join(", ", arguments);
    return "listagg(%s, ', ') within group (order by %s)"
        .formatted(texts, texts.replaceFirst("(?i)^distinct\\s+", ""));
  }

  static void register(SparkSession session) {
    for (String statement : Functions.statements("spark.sql")) {
      session.sql(statement);
    }
    for (int scale = 0; scale <= Functions.MAX_RATIO_SCALE; scale++) {
      session
          .udf()
          .register("ratio_" + scale, new Ratio(scale), DataTypes.createDecimalType(38, scale));
    }
    UDF2<String, String, String> jsonText = JsonText::at;
    session.udf().register("json_text", jsonText, DataTypes.StringType);
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
}
