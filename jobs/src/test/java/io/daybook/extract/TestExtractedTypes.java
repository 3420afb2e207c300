package io.daybook.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.daybook.copy.ColumnLoss;
import io.daybook.copy.Cost;
import io.daybook.copy.Quarantined;
import io.daybook.schema.DataType;
import io.daybook.source.SourceColumn;
import io.daybook.source.SourceModel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every value comes home exactly, or is NULL and named. */
class TestExtractedTypes {
  private static final String[] ALL_TYPES = {
    "create type mood as enum ('happy', 'très triste')",
    "create domain cents as bigint",
    """
    create table everything (
        id integer primary key, a_uuid uuid, a_text text, a_varchar varchar(20), a_char char(5),
        a_mood mood, a_json json, a_jsonb jsonb, a_boolean boolean, a_smallint smallint,
        a_integer integer, a_bigint bigint, a_double double precision, a_money numeric(12,2),
        a_wide numeric(38,10), a_whole numeric(5,0), a_date date, a_time time, a_timestamp timestamp,
        a_timestamptz timestamptz, some_texts text[], some_uuids uuid[], an_inet inet)
    """,
    """
    insert into everything values
    (1, '00112233-4455-6677-8899-aabbccddeeff', '', '', '', 'happy', '{}', '{"a": [1, null]}', true,
        32767, 2147483647, 9223372036854775807, 1.5, 9999999999.99,
        9999999999999999999999999999.9999999999, 99999, '9999-12-31', '24:00', '9999-12-31 23:59:59.999999',
        '9999-12-31 23:59:59.999999+00', '{}', '{}', '10.0.0.1'),
    (2, 'ffffffff-ffff-ffff-ffff-ffffffffffff', E'line\\nbreak, "quotes", \\u2028 and 🎉', 'grün', 'x',
        'très triste', '{"b":  1}', '"\\u00e9"', false, -32768, -2147483648, -9223372036854775808,
        'NaN', -9999999999.99, -9999999999999999999999999999.9999999999, -99999, '0001-01-01',
        '00:00:00.000001', '0001-01-01', '0001-01-01 00:00:00+00', '{"a,b",NULL,"c\\"d"}',
        array['00112233-4455-6677-8899-aabbccddeeff'::uuid], '2001:db8::/32'),
    (3, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null, null, null, null),
    (4, gen_random_uuid(), repeat('long ', 100000), 'z', 'abcde', 'happy', '[]', '[]', true, 0, 0, 0,
        '-Infinity', 0.01, 0.0000000001, 0, '1582-10-10', '09:30:00.5', '1969-12-31 23:59:59.999999',
        '2026-03-29 02:30:00+11', '{{a,b},{c,d}}', null, '::1'),
    (5, null, ' ', 'z', 'a', 'happy', '1', '12345678901234567890.123', true, 1, 1, 1, '-0', 10000.00,
        10000, 10000, '2000-02-29', '12:00', '2000-01-01', '2000-01-01 00:00:00+00', '{""}', null,
        '1.2.3.4/8')
    """,
  };

  @TempDir Path folder;

  @Test
  void everyTypeComesHomeAsPostgreSqlPrintsIt() throws Exception {
    try (ExtractedSource source = ExtractedSource.create(folder, ALL_TYPES)) {
      Extracted extracted = source.extract();

      assertThat(extracted.quarantine()).isEmpty();
      String plain =
          "id, a_uuid#, a_text, a_varchar#, a_char#, a_mood#, a_json#, a_jsonb#, a_boolean,"
              + " a_smallint, a_integer, a_bigint, a_double, a_money, a_wide, a_whole,"
              + " a_date#, a_time#, an_inet#";
      assertThat(
              source.rows(
                  extracted,
                  "select "
                      + plain.replace("a_date#", "cast(a_date as varchar)").replace("#", "")
                      + ", epoch_us(a_timestamp), epoch_us(a_timestamptz), some_texts, some_uuids"
                      + " from raw.everything order by id"))
          .isEqualTo(
              postgres(
                  source,
                  "select "
                      + plain.replace("#", "::text")
                      + ", (extract(epoch from a_timestamp at time zone 'UTC') * 1000000)::bigint,"
                      + " (extract(epoch from a_timestamptz) * 1000000)::bigint,"
                      + " array_to_json(some_texts)::text, array_to_json(some_uuids)::text"
                      + " from everything order by id"));
    }
  }

  @Test
  void randomNumbersKeepEveryDigit() throws Exception {
    long seed = 20_260_328;
    Random random = new Random(seed);
    StringBuilder values = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      values.append(i == 0 ? "(" : ", (").append(i);
      for (int[] type :
          new int[][] {{18, 0}, {18, 18}, {12, 2}, {9, 5}, {38, 0}, {38, 38}, {20, 7}}) {
        values.append(", ").append(number(random, type[0], type[1]));
      }
      values.append(")");
    }
    try (ExtractedSource source =
        ExtractedSource.create(
            folder,
            "create table numbers (id integer primary key, a numeric(18,0), b numeric(18,18),"
                + " c numeric(12,2), d numeric(9,5), e numeric(38,0), f numeric(38,38),"
                + " g numeric(20,7))",
            "insert into numbers values " + values)) {
      Extracted extracted = source.extract();

      String columns = " id, a, b, c, d, e, f, g ";
      assertThat(source.rows(extracted, "select" + columns + "from raw.numbers order by id"))
          .as("seed %s", seed)
          .isEqualTo(postgres(source, "select" + columns + "from numbers order by id"));
    }
  }

  private static String number(Random random, int precision, int scale) {
    StringBuilder digits = new StringBuilder();
    int length = random.nextInt(precision + 1);
    for (int i = 0; i < precision; i++) {
      digits.append(i < precision - length || random.nextInt(4) == 0 ? 0 : random.nextInt(10));
    }
    digits.insert(precision - scale, precision == scale ? "0." : ".");
    return (random.nextBoolean() ? "-" : "") + digits + (scale == 0 ? "0" : "");
  }

  @Test
  void aValueThatCannotBeCarriedCostsItsCellAndNothingElse() throws Exception {
    try (ExtractedSource source =
        ExtractedSource.create(
            folder,
            "create table poison (id text, part integer, amount numeric, day date, seen_at timestamptz,"
                + " price numeric(12,2) not null, primary key (id, part))",
            """
            insert into poison values
            ('good', 1, 1.25, '2026-01-01', '2026-01-01', 1),
            ('nan', 2, 'NaN', '2026-01-01', '2026-01-01', 2),
            ('infinite', 3, '-Infinity', '2026-01-01', '2026-01-01', 4),
            ('long', 4, 1e30, '2026-01-01', '2026-01-01', 8),
            ('fine', 5, 0.001, '2026-01-01', '2026-01-01', 16),
            ('day', 6, 1, 'infinity', '2026-01-01', 32),
            ('bc', 7, 1, '0044-03-15 BC', '2026-01-01', 64),
            ('at', 8, 1, '2026-01-01', '-infinity', 128),
            ('late', 9, 1, '2026-01-01', '294000-01-01', 256),
            ('all', 10, 'NaN', 'infinity', 'infinity', 512)
            """)) {
      Extracted extracted =
          source.extract(
              Models.withType(source.model(), "poison", "amount", DataType.decimal(10, 2)),
              source.settings(),
              ExtractedSource.LIMITS,
              new ExtractionListener() {});

      assertThat(
              source
                  .rows(
                      extracted,
                      "select count(*), sum(price), count(amount), sum(amount), count(day),"
                          + " count(seen_at) from raw.poison")
                  .toString())
          .isEqualTo("[[10, 1023.00, 5, 5.25, 7, 7]]");
      String digits = "more digits than the model declares";
      String outside = "outside the years 1 to 9999";
      assertThat(extracted.quarantine())
          .containsExactly(
              Quarantined.cell("poison", "nan,2", "amount", "NaN"),
              Quarantined.cell("poison", "infinite,3", "amount", "infinity"),
              Quarantined.cell("poison", "long,4", "amount", digits),
              Quarantined.cell("poison", "fine,5", "amount", digits),
              Quarantined.cell("poison", "day,6", "day", "infinity"),
              Quarantined.cell("poison", "bc,7", "day", outside),
              Quarantined.cell("poison", "at,8", "seen_at", "infinity"),
              Quarantined.cell("poison", "late,9", "seen_at", outside),
              Quarantined.cell("poison", "all,10", "amount", "NaN"),
              Quarantined.cell("poison", "all,10", "day", "infinity"),
              Quarantined.cell("poison", "all,10", "seen_at", "infinity"));
      assertThat(extracted.losses())
          .containsExactly(
              new ColumnLoss("poison", "amount", Cost.TOTAL, 5, 0, 0, 5),
              new ColumnLoss("poison", "day", Cost.CELL, 3, 0, 0, 3),
              new ColumnLoss("poison", "seen_at", Cost.CELL, 3, 0, 0, 3));
      assertThat(extracted.snapshot().tables().get(0).rows()).isEqualTo(10);
      assertThat(extracted.snapshot().tables().get(0).quarantined()).isZero();
    }
  }

  @Test
  void aKeyThatCannotBeCarriedCostsItsRowAndTheSumsStillAgree() throws Exception {
    try (ExtractedSource source =
        ExtractedSource.create(
            folder,
            "create table rates (day date primary key, rate numeric(12,2), seen_at timestamp)",
            """
            insert into rates values
            ('2026-01-01', 1.5, '2026-01-01'),
            ('2026-01-02', 'NaN', 'infinity'),
            ('infinity', 2.5, '2026-01-01'),
            ('-infinity', 'NaN', '-infinity')
            """)) {
      Extracted extracted = source.extract();

      assertThat(source.rows(extracted, "select count(*), sum(rate) from raw.rates").toString())
          .isEqualTo("[[2, 1.50]]");
      assertThat(extracted.losses())
          .containsExactly(
              new ColumnLoss("rates", "day", Cost.ROW, 0, 2, 0, 2),
              new ColumnLoss("rates", "rate", Cost.TOTAL, 1, 0, 0, 2),
              new ColumnLoss("rates", "seen_at", Cost.CELL, 1, 0, 0, 2));
      assertThat(extracted.quarantine())
          .contains(
              Quarantined.row("rates", "?", "day", "infinity"),
              Quarantined.cell("rates", "2026-01-02", "rate", "NaN"));
      assertThat(extracted.snapshot().tables().get(0).quarantined()).isEqualTo(2);
    }
  }

  @Test
  void whatTheModelSaysMeansNoneIsNullAndNoLoss() throws Exception {
    try (ExtractedSource source =
        ExtractedSource.create(
            folder,
            "create table prices (id integer primary key, price numeric(10,2),"
                + " valid_to timestamptz not null default 'infinity', day date)",
            "insert into prices (id, price) select n, n from generate_series(1, 500) n",
            "insert into prices values (501, 'NaN', '2026-01-01', 'infinity'),"
                + " (502, 1, '294000-01-01', null)")) {
      SourceModel model =
          Models.withColumn(
              source.model(),
              "prices",
              "valid_to",
              column ->
                  new SourceColumn(
                      column.name(),
                      column.sourceType(),
                      column.enumerated(),
                      column.type(),
                      column.nullable(),
                      Set.of(SourceColumn.NoValue.INFINITY),
                      SourceColumn.Clock.UTC));

      Extracted extracted =
          source.extract(
              model, source.settings(), ExtractedSource.LIMITS, new ExtractionListener() {});

      assertThat(
              source
                  .rows(extracted, "select count(*), count(valid_to), sum(price) from raw.prices")
                  .toString())
          .isEqualTo("[[502, 1, 125251.00]]");
      assertThat(extracted.losses())
          .containsExactly(
              new ColumnLoss("prices", "day", Cost.CELL, 1, 0, 0, 1),
              new ColumnLoss("prices", "price", Cost.TOTAL, 1, 0, 0, 1),
              new ColumnLoss("prices", "valid_to", Cost.CELL, 1, 0, 500, 501));
      assertThat(extracted.quarantine())
          .extracting(Quarantined::key, Quarantined::reason)
          .containsExactlyInAnyOrder(
              tuple("501", "NaN"),
              tuple("501", "infinity"),
              tuple("502", "outside the years 1 to 9999"));
    }
  }

  @Test
  void datesMoneyAndNumbersComeHomeAsTextOrDecimalWhereTheModelSaysSo() throws Exception {
    try (ExtractedSource source =
        ExtractedSource.create(
            folder,
            "create table prices (id integer primary key, valid_to timestamptz, day date,"
                + " rate numeric(12,2), net money)",
            """
            insert into prices values
            (1, 'infinity', '-infinity', 'NaN', '1234.56'),
            (2, '294000-01-01 00:00:00+00', '0044-03-15 BC', 1.5, '-5.10'),
            (3, '2026-03-29 02:30:00.123456+11', '2026-03-29', null, null)
            """)) {
      SourceModel model = source.model();
      for (String column : List.of("valid_to", "day", "rate")) {
        model = Models.withType(model, "prices", column, DataType.TEXT);
      }
      model = Models.withType(model, "prices", "net", DataType.decimal(12, 2));

      Extracted extracted =
          source.extract(
              model, source.settings(), ExtractedSource.LIMITS, new ExtractionListener() {});

      assertThat(extracted.losses()).isEmpty();
      assertThat(
              source.rows(extracted, "select valid_to, day, rate, net from raw.prices order by id"))
          .extracting(Object::toString)
          .containsExactly(
              "[infinity, -infinity, NaN, 1234.56]",
              "[294000-01-01 00:00:00+00, 0044-03-15 BC, 1.50, -5.10]",
              "[2026-03-28 15:30:00.123456+00, 2026-03-29, null, null]");
    }
  }

  private static List<List<Object>> postgres(ExtractedSource source, String sql)
      throws SQLException {
    List<List<Object>> all = new ArrayList<>();
    try (Connection connection = source.database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getObject(i));
        }
        all.add(row);
      }
    }
    return all;
  }
}
