package io.daybook.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestReadOnlyQuery {
  @TempDir static Path shared;

  @TempDir private Path folder;
  private Connection connection;

  @BeforeAll
  static void publish() {
    new TinyWarehouse(shared.resolve("tiny")).publish("run-1");
  }

  @BeforeEach
  void openTheRelease() {
    FileStore files = FileStore.open(shared.resolve("tiny").toString());
    connection = new AnalystDatabase(files).open(1);
  }

  @AfterEach
  void close() throws Exception {
    connection.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with written as (copy (select 1) to '%s') select 1",
        "select * from (with written as (copy (select 1) to '%s') select 1) as inner_query",
        "copy (select 1) to '%s'",
      })
  void refusesToWriteAFileThatAnUnprotectedConnectionWrites(String template) throws Exception {
    Path target = folder.resolve("written.csv");
    String sql = template.formatted(target);
    refuse(sql);
    assertThat(target).doesNotExist();

    if (!template.startsWith("select")) { // DuckDB itself refuses this one
      try (Statement unprotected = connection.createStatement()) {
        unprotected.execute(sql);
      }
      assertThat(target).exists();
    }
  }

  @Test
  void refusesToDeleteWhatAnUnprotectedConnectionDeletes() throws Exception {
    String sql = "with gone as (delete from t returning *) select count(*) from gone";
    try (Connection unprotected = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = unprotected.createStatement()) {
      statement.execute("create table t as select 1 as i");
      DaybookException failure =
          catchThrowableOfType(
              DaybookException.class, () -> ReadOnlyQuery.run(unprotected, sql, 9));
      assertThat(failure).hasMessageContaining("it does more than read (DELETE_QUERY_NODE)");
      assertThat(ReadOnlyQuery.run(unprotected, "from t", 9).rows()).hasSize(1);
      statement.execute(sql);
      assertThat(ReadOnlyQuery.run(unprotected, "from t", 9).rows()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "select",
        "select 1; select 2",
        "pragma version",
        "attach ':memory:' as other",
        "detach book",
        "use memory",
        "set memory_limit = '1GB'",
        "reset memory_limit",
        "create table memory.main.t as select 1",
        "insert into marts.orders select * from marts.orders",
        "update marts.orders set amount = 0",
        "delete from marts.orders",
        "drop table marts.orders",
        "export database '/tmp/never'",
        "install httpfs",
        "load httpfs",
        "checkpoint",
        "call enable_logging()",
        "from enable_logging('QueryLog')",
        "from checkpoint()",
        "from query('select 1')",
        "from json_execute_serialized_sql(json_serialize_sql('select 1'))",
        "select * from marts.nothing",
      })
  void refusesWhatIsNoQuery(String sql) {
    refuse(sql);
  }

  private void refuse(String sql) {
    DaybookException failure =
        catchThrowableOfType(DaybookException.class, () -> ReadOnlyQuery.run(connection, sql, 9));
    assertThat(failure).as(sql).isNotNull();
    assertThat(failure.code()).isEqualTo(Code.USAGE);
    assertThat(failure)
        .hasMessageStartingWith("USAGE Cannot run the query: ")
        .hasMessageContaining("nothing was changed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select sum(amount) from marts.orders",
        "from facts.orders",
        "with a as (select 1 as i), b as materialized (from a) from b union all from a",
        "with recursive r as (select 1 as i union all select i + 1 from r where i < 3) from r",
        "values (1), (2)",
        "show tables",
        "describe marts.orders",
        "summarize marts.orders",
        "select table_name from duckdb_tables()",
        "from range(3)",
        "select unnest([1, 2])",
        "select tenant, row_number() over (partition by tenant order by \"order\") from raw.orders",
        "select 1 -- a remark",
      })
  void answersEveryReadingQuery(String sql) {
    assertThat(ReadOnlyQuery.run(connection, sql, 100).rows()).isNotEmpty();
  }

  @Test
  void answersNoMoreRowsThanAsked() {
    ReadOnlyQuery.Answer answer = ReadOnlyQuery.run(connection, "from range(1000) as t(i)", 3);
    assertThat(answer.columns()).containsExactly("i");
    assertThat(answer.rows()).hasToString("[[0], [1], [2]]");
  }
}
