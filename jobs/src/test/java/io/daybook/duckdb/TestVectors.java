package io.daybook.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.junit.jupiter.api.Test;

/** What is read as DuckDB holds it. */
class TestVectors {
  /** One after the other: it cannot fail before it has given its first rows. */
  private static final Map<String, String> ONE_THREAD = Map.of("threads", "1");

  /** Fails after so many vectors that the first ones are with the reader by then. */
  private static final String FAILS_LATE =
      "select case when i > 2900000 then cast(error('late') as bigint) else i end"
          + " from range(3000000) as numbers(i)";

  @Test
  void givesEachTypeAsAnswersHaveIt() throws SQLException {
    assertThat(
            rows(
                """
                select 'ä€😀', true, cast(-3 as tinyint), cast(300 as smallint), 70000, 5000000000,
                    170141183460469231731687303715884105727, cast(1.50 as decimal(9, 2)),
                    cast('-123456789012345678901234.5678' as decimal(38, 4)), cast(0.1 as double),
                    date '1969-07-20', timestamp '2026-11-21 01:02:03.000004',
                    timestamptz '2026-11-21 01:02:03.000004+02'
                """))
        .containsExactly(
            List.of(
                "ä€😀",
                true,
                BigDecimal.valueOf(-3),
                BigDecimal.valueOf(300),
                BigDecimal.valueOf(70000),
                BigDecimal.valueOf(5_000_000_000L),
                new BigDecimal("170141183460469231731687303715884105727"),
                new BigDecimal("1.50"),
                new BigDecimal("-123456789012345678901234.5678"),
                new BigDecimal("0.1"),
                LocalDate.of(1969, 7, 20),
                Instant.parse("2026-11-21T01:02:03.000004Z"),
                Instant.parse("2026-11-20T23:02:03.000004Z")));
  }

  @Test
  void givesAllRowsInTheirOrderAndWhatIsNotThere() throws SQLException {
    List<List<Object>> rows =
        rows(
            """
            select i, case when i % 2 = 0 then 'even' end
            from range(5000) as numbers(i)
            order by i
            """);
    assertThat(rows).hasSize(5000);
    assertThat(rows.get(4000)).containsExactly(BigDecimal.valueOf(4000), "even");
    assertThat(rows.get(4001)).containsExactly(BigDecimal.valueOf(4001), null);
  }

  /** Two-sided: the driver's own loop ends early, and without a word. */
  @Test
  void aStatementThatFailsBetweenRowsGivesNoWholeAnswer() throws SQLException {
    try (DuckDBConnection connection = DuckDb.open(ONE_THREAD);
        DuckDBPreparedStatement statement = connection.prepare(FAILS_LATE);
        DuckDBChunkedResult result = statement.query()) {
      long rows = 0;
      while (result.nextChunk()) {
        rows += result.chunk().rowCount();
      }
      assertThat(rows).isLessThan(3_000_000);
    }
    assertThatThrownBy(() -> rows(FAILS_LATE))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("late");
  }

  private static List<List<Object>> rows(String sql) throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    try (DuckDBConnection connection = DuckDb.open(ONE_THREAD);
        DuckDBPreparedStatement statement = connection.prepare(sql)) {
      Vectors.rows(statement, row -> rows.add(Arrays.asList(row)));
    }
    return rows;
  }
}
