package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.log.LogLines;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a night logs that nobody else would tell. */
class TestNightLog {
  private static final String ONE_ORDER_ASTRAY =
      """
      update orders
      set customer_id = (
          select stranger.id from customers stranger
          where stranger.organization_id <> orders.organization_id
          order by stranger.id limit 1
      )
      where id = (
          select sale.id
          from orders sale
          join customers buyer
              on buyer.id = sale.customer_id and buyer.organization_id = sale.organization_id
          order by sale.id limit 1
      )
      """;

  @TempDir Path directory;

  @Tag("slow")
  @Tag("promise")
  @Test
  void tellsOfReferencesIntoAnotherTenantThatTheReleaseBeforeDidNotCount() throws SQLException {
    try (NightFixture fixture = NightFixture.open(directory, 3)) {
      long planted = fixture.source.planted().crossTenant().get("orders.customer_id");
      assertThat(breaches(fixture))
          .singleElement()
          .asString()
          .startsWith("SEC-TENANT Cannot trust what wrote renoz: release 1 counts ")
          .contains("orders.customer_id.cross_tenant %d\n".formatted(planted));

      execute(fixture, ONE_ORDER_ASTRAY);
      execute(fixture, SourceClock.isLaterBy("1 day"));
      assertThat(breaches(fixture))
          .singleElement()
          .asString()
          .startsWith(
              "SEC-TENANT Cannot trust what wrote renoz: release 2 counts 1 more reference into"
                  + " another tenant\n  check  relations.orders.customer_id.cross_tenant %d (%d before)\n"
                      .formatted(planted + 1, planted));

      execute(fixture, SourceClock.isLaterBy("2 days"));
      assertThat(breaches(fixture)).as("as many as the night before").isEmpty();
    }
  }

  /** What the next night says of it. */
  private static List<String> breaches(NightFixture fixture) {
    try (LogLines log = LogLines.open()) {
      fixture.run("duckdb");
      return log.lines().stream().filter(line -> line.startsWith("SEC-TENANT")).toList();
    }
  }

  private static void execute(NightFixture fixture, String sql) throws SQLException {
    try (Connection owner = fixture.database.connect();
        Statement statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }
}
