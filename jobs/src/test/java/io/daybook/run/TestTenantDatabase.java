package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.demo.DemoTenant;
import io.daybook.report.metric.RenozCatalogue;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.TenantDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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

  /** Who asks for more than is open gets it, and who asks already goes on. */
  @Test
  void makesWhatIsAskedAndHoldsNoColumnThatNobodyMayRead() throws Exception {
    String id = fixture.source.tenants().get(0).id().toString();
    Path cache = directory.resolve("asked");
    try (TenantDatabase keeping = tenants(cache, TenantDatabase.LONGEST, 1);
        Connection orders = keeping.open(id, Set.of("facts.orders"))) {
      assertThat(files(cache)).singleElement().asString().startsWith("facts.orders-");
      assertThat(texts(orders, "select column_name from duckdb_columns() where not internal"))
          .contains("organization_id", "total", "customer_name")
          .doesNotContain("deleted_at", "tenant_is_live")
          .hasSizeLessThan(release.dataset("facts.orders").orElseThrow().schema().columns().size());
      assertThat(texts(orders, "select distinct typeof(customer_id) from facts.orders"))
          .as("formulas count it, and nobody sees it")
          .containsExactly("UUID");
      assertThatThrownBy(() -> texts(orders, "select count(*) from facts.payments"))
          .isInstanceOf(SQLException.class);
      try (Connection both = keeping.open(id, Set.of("facts.payments", "facts.orders"))) {
        assertThat(texts(both, "select count(*) > 0 from facts.payments")).containsExactly("true");
        assertThat(texts(both, "select count(*) from facts.orders"))
            .isEqualTo(texts(orders, "select count(*) from facts.orders"));
        try (Connection again = keeping.open(id, Set.of("facts.payments"))) {
          assertThat(mark(again)).as("one instance for both").isEqualTo(mark(both));
        }
      }
      assertThat(keeping.make(id, "facts.payments")).as("it is there").isZero();
      assertThat(keeping.make(id, "marts.mv_daily_metrics")).isPositive();
      assertThat(files(cache)).hasSize(3);
    }
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).map(each -> each.getFileName().toString()).toList();
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
    return tenants(directory.resolve("cache"), longest, kept);
  }

  private static TenantDatabase tenants(Path cache, Duration longest, int kept) {
    return new TenantDatabase(
        fixture.files(),
        release,
        cache,
        fixture.model.tenants().column(),
        RenozCatalogue.METRICS.columns(),
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
