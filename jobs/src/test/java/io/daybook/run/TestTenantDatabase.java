package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.demo.DemoTenant;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.TenantDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tenant's reports read: rows of the tenant alone. */
class TestTenantDatabase {
  private static final Set<String> DATASETS = Set.of("facts.orders", "marts.mv_daily_metrics");

  @TempDir static Path directory;

  private static NightFixture fixture;
  private static Manifest release;
  private static TenantDatabase tenants;

  @BeforeAll
  static void makeARelease() {
    fixture = SharedNight.fixture();
    release = SharedNight.release();
    tenants = tenants(TenantDatabase.LONGEST, 0);
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

  /** An instance is kept for the tenants that asked last, and ends with its last connection. */
  @Test
  void keepsTheFilesOpenThatWereAskedLast() throws SQLException {
    List<String> ids =
        fixture.source.tenants().stream().map(each -> each.id().toString()).limit(3).toList();
    TenantDatabase keeping = tenants(TenantDatabase.LONGEST, 2);
    try (Connection first = keeping.open(ids.get(0), DATASETS)) {
      assertThat(made(keeping, ids.get(0))).isEqualTo(mark(first));
      assertThat(made(keeping, ids.get(1))).isNotEqualTo(mark(first));
      assertThat(made(keeping, ids.get(2))).isNotEqualTo(mark(first));
      assertThat(made(keeping, ids.get(0))).as("given up").isNotEqualTo(mark(first));
      assertThat(texts(first, "select distinct organization_id from facts.orders"))
          .isSubsetOf(ids.get(0));
      keeping.close();
      assertThat(made(keeping, ids.get(0))).isNotEqualTo(made(keeping, ids.get(0)));
      assertThat(texts(first, "select distinct organization_id from facts.orders"))
          .isSubsetOf(ids.get(0));
    } finally {
      keeping.close();
    }
  }

  private static String made(TenantDatabase from, String tenant) throws SQLException {
    try (Connection connection = from.open(tenant, DATASETS)) {
      return mark(connection);
    }
  }

  /** What an instance is known by: a number that it keeps in its memory. */
  private static String mark(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists memory.main.mark as select random() as mark");
    }
    return texts(connection, "select mark from memory.main.mark").get(0);
  }

  private static TenantDatabase tenants(Duration longest, int kept) {
    return new TenantDatabase(
        fixture.files(),
        release,
        directory.resolve("cache"),
        fixture.model.tenants().column(),
        longest,
        kept);
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
