package io.daybook.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;

/** The dialect's {@code ratio} in Spark, whose own division cuts digits off. */
final class SparkRatio implements UDF3<Object, Object, Integer, BigDecimal> {
  private static final long serialVersionUID = 1L;
  private static final int DIGITS = 12;

  static void register(SparkSession session) {
    session.udf().register("ratio", new SparkRatio(), DataTypes.createDecimalType(38, DIGITS));
  }

  @Override
  public BigDecimal call(Object numerator, Object denominator, Integer scale) {
    if (numerator == null || denominator == null) {
      return null;
    }
    BigDecimal divisor = new BigDecimal(denominator.toString());
    if (divisor.signum() == 0) {
      return null;
    }
    return new BigDecimal(numerator.toString()).divide(divisor, scale, RoundingMode.HALF_UP);
  }
}
