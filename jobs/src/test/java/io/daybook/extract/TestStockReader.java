package io.daybook.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.engine.SharedSpark;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The other side of {@link TestEveryValue}: what Spark's own JDBC reader makes of such values, with
 * everything as it comes.
 */
@Tag("slow")
@Tag("promise")
class TestStockReader {
  private static final String FAILED = "the job fails";

  @TempDir Path folder;

  /** A value, and what a stock job makes of it. */
  private record Poison(String name, String value, String stock) {}

  private static final List<Poison> POISON =
      List.of(
          new Poison("numeric_scale", "0.0000000000000000000000000000010::numeric", "0E-18"),
          new Poison("numeric_wide", "0.12345678901234567890::numeric(50,20)", "0.12345679"),
          new Poison("date_infinity", "'infinity'::date", "9999-12-31"),
          new Poison("infinite", "'infinity'::timestamp", "9999-12-31T23:59:59.999Z"),
          new Poison("minus_infinite", "'-infinity'::timestamp", "0001-01-03T00:00:00Z"),
          new Poison("infinite_tz", "'infinity'::timestamptz", "9999-12-31T23:59:59.999Z"),
          new Poison("time_24", "'24:00'::time", "1970-01-02T00:00:00Z"),
          new Poison("time_micros", "'23:59:59.999999'::time", "1970-01-01T23:59:59.999Z"),
          new Poison("timetz", "'10:00:00.123456+05'::timetz", "1970-01-01T05:00:00.123Z"),
          new Poison("numeric_nan", "'NaN'::numeric", FAILED),
          new Poison("money_nan", "'NaN'::numeric(12,2)", FAILED),
          new Poison("numeric_infinity", "'Infinity'::numeric", FAILED),
          new Poison("numeric_large", "1e40::numeric", FAILED),
          new Poison("negative_scale", "12300::numeric(5,-2)", FAILED),
          new Poison("array_2d", "'{{1,2},{3,4}}'::integer[]", FAILED));

  @Test
  void altersNineValuesAndFailsAtSixWhereOursIsExactOrNamesTheRow() throws Exception {
    SharedSpark.hold();
    try (ExtractedSource source =
        ExtractedSource.create(
            folder,
            POISON.stream()
                .map(each -> "create table " + each.name() + " as select " + each.value() + " as v")
                .toArray(String[]::new))) {
      for (Poison each : POISON) {
        assertThat(read(source, each.name())).as(each.value()).isEqualTo(each.stock());
      }
    }
  }

  private static String read(ExtractedSource source, String table) {
    try {
      return SparkSession.builder()
          .getOrCreate()
          .read()
          .jdbc(source.database.url(), table, properties(source))
          .collectAsList()
          .get(0)
          .get(0)
          .toString();
    } catch (Exception e) {
      return FAILED;
    }
  }

  private static Properties properties(ExtractedSource source) {
    Properties properties = new Properties();
    properties.setProperty("user", source.database.user());
    properties.setProperty("password", source.database.password());
    properties.setProperty("driver", "org.postgresql.Driver");
    return properties;
  }
}
