package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.demo.DemoTenant;
import io.daybook.fact.TenantColumns;
import io.daybook.warehouse.AnalystDatabase;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.TenantDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tenant's reports can reach: rows of the tenant, and nothing else on the machine. */
class TestTenantDatabase {
  private static final Set<String> DATASETS = Set.of("facts.orders", "marts.mv_daily_metrics");

  @TempDir static Path directory;

  private static NightFixture fixture;
  private static Manifest release;
  private static TenantDatabase tenants;
  private static String tenant;

  @BeforeAll
  static void makeARelease() throws SQLException {
    fixture = NightFixture.open(directory, 22);
    release = fixture.run("duckdb");
    tenants =
        new TenantDatabase(
            fixture.files(),
            release,
            directory.resolve("cache"),
            TenantColumns.name(fixture.model));
    tenant = fixture.source.tenants().get(0).id().toString();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @Test
  void holdsTheRowsOfEachTenantAndNoOther() throws SQLException {
    long rows = 0;
    for (DemoTenant each : fixture.source.tenants()) {
      try (Connection connection = tenants.open(each.id().toString(), DATASETS)) {
        assertThat(texts(connection, "select distinct organization_id from facts.orders"))
            .isSubsetOf(each.id().toString());
        rows += Long.parseLong(texts(connection, "select count(*) from facts.orders").get(0));
      }
    }
    assertThat(rows).isEqualTo(release.dataset("facts.orders").orElseThrow().rows());
    assertThatThrownBy(() -> tenants.open("(unassigned)", DATASETS))
        .hasMessageContaining("is in nobody's scope");
  }

  /** Two-sided: an analyst's connection does all of this. */
  @Test
  void reachesNothingElse() throws SQLException, IOException {
    Path secret = Files.writeString(directory.resolve("secret.csv"), "a\n1\n");
    Path stolen = directory.resolve("stolen.parquet");
    Path foreign = directory.resolve("warehouse/renoz/releases/1/marts.duckdb");
    List<String> attacks =
        List.of(
            "select * from read_csv('" + secret + "')",
            "select * from '" + secret + "'",
            "copy (select 1) to '" + stolen + "'",
            "with c as (copy (select 1) to '" + stolen + "') select 1",
            "attach '" + foreign + "' as other (read_only)");
    for (String attack : attacks) {
      try (Connection connection = tenants.open(tenant, DATASETS);
          Statement statement = connection.createStatement()) {
        assertThatThrownBy(() -> statement.execute(attack))
            .as(attack)
            .isInstanceOf(SQLException.class);
      }
      assertThat(stolen).as(attack).doesNotExist();
      try (Connection open = new AnalystDatabase(fixture.files()).open(release.release());
          Statement statement = open.createStatement()) {
        statement.execute(attack);
      }
      Files.deleteIfExists(stolen);
    }
  }

  @Test
  void changesNothing() throws SQLException {
    for (String attack :
        List.of(
            "delete from facts.orders",
            "with d as (delete from facts.orders returning *) select * from d",
            "create table facts.mine (a integer)",
            "set memory_limit = '100GB'",
            "set enable_external_access = true",
            "set lock_configuration = false",
            "pragma memory_limit = '100GB'",
            "reset memory_limit",
            "set global max_execution_time = 0",
            "drop table facts.orders",
            "update facts.orders set total = 0",
            "export database '/tmp/stolen'",
            "call force_checkpoint()",
            "install httpfs",
            "load httpfs")) {
      try (Connection connection = tenants.open(tenant, DATASETS);
          Statement statement = connection.createStatement()) {
        assertThatThrownBy(() -> statement.execute(attack))
            .as(attack)
            .isInstanceOf(SQLException.class);
      }
    }
  }

  /** Two-sided: a connection without bounds takes both. */
  @Test
  void endsWhatTakesTooMuchOrTooLong() throws Exception {
    String bomb = "select count(distinct repeat(cast(a as varchar), 30)) from range(6000000) t(a)";
    String endless = "select count(*) from range(1000000000000) t(a) where a % 7 = 3";
    TenantDatabase impatient =
        new TenantDatabase(
            fixture.files(),
            release,
            directory.resolve("cache"),
            TenantColumns.name(fixture.model),
            Duration.ofMillis(400));
    try (Connection patient = tenants.open(tenant, DATASETS);
        Connection connection = impatient.open(tenant, DATASETS);
        Statement large = patient.createStatement();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> large.executeQuery(bomb)).hasMessageContaining("Out of Memory");
      assertThatThrownBy(() -> statement.executeQuery(endless))
          .hasMessageContaining("maximum execution time");
      assertThat(texts(patient, "select current_setting('temp_directory')")).containsExactly("");
    }
    try (Connection open = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = open.createStatement()) {
      try (ResultSet counted = statement.executeQuery(bomb)) {
        counted.next();
        assertThat(counted.getLong(1)).isEqualTo(6_000_000);
      }
      CompletableFuture<Void> end =
          CompletableFuture.runAsync(
              () ->
                  assertThatThrownBy(() -> statement.executeQuery(endless))
                      .isInstanceOf(SQLException.class));
      assertThatThrownBy(() -> end.get(1200, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      statement.cancel();
      end.get(30, TimeUnit.SECONDS);
    }
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }
}
