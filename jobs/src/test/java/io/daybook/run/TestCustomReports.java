package io.daybook.run;

import static io.daybook.AtLeastOne.atLeastOne;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.audience.Asker;
import io.daybook.demo.DemoTenant;
import io.daybook.report.ReleaseReports;
import io.daybook.report.custom.CustomReport;
import io.daybook.report.custom.CustomReports;
import io.daybook.report.issue.Made;
import io.daybook.report.layout.Report;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows of custom_reports: who may see them, and what they say in every format. */
class TestCustomReports {
  @TempDir static Path directory;

  private static ReleaseReports all;
  private static CustomReports reports;

  @BeforeAll
  static void makeARelease() throws SQLException {
    all = SharedNight.reports(directory.resolve("cache"));
    reports = all.custom();
  }

  @AfterAll
  static void close() {
    all.close();
  }

  @Test
  void everyRowIsMadeOrSaysWhyNot() {
    Map<String, Integer> outcomes = new HashMap<>();
    for (CustomReport report : reports.reports()) {
      Made made = reports.make(report);
      outcomes.merge(made.getClass().getSimpleName(), 1, Integer::sum);
      if (made instanceof Made.Failed failed) {
        assertThat(failed.reason())
            .isEqualTo(
                "/columns/0 there is no column of orders order_numbr, did you mean order_number?;"
                    + " /filters/stauts there is no dimension stauts, did you mean status?");
      } else if (made instanceof Made.Held held) {
        assertThat(held.reason())
            .containsAnyOf(
                "is not a region such as", "deleted or suspended", "is not an active user");
      }
    }
    assertThat(outcomes.get("Ready")).isGreaterThanOrEqualTo(4);
    for (CustomReport report : reports.reports()) {
      Made asked = reports.make(report, all.audience().inRole(report.tenant(), "owner"));
      if (asked instanceof Made.Held held) {
        assertThat(held.reason()).containsAnyOf("is not a region such as", "deleted or suspended");
      }
    }
    assertThat(outcomes.get("Held")).isGreaterThanOrEqualTo(2);
    assertThat(outcomes.get("Failed")).isEqualTo(1);
  }

  @Test
  void theOldShapeIsHonouredWhole() throws SQLException {
    CustomReport big =
        SharedNight.ready(reports).stream()
            .filter(one -> one.name().startsWith("Big"))
            .findFirst()
            .orElseThrow();
    Report report = report(big);
    List<List<String>> shown =
        report
            .tables()
            .get(0)
            .open()
            .map(row -> row.stream().map(Object::toString).toList())
            .toList();
    assertThat(shown).isNotEmpty();
    try (Connection owner = SharedNight.fixture().database.connect();
        Statement statement = owner.createStatement();
        var row =
            statement.executeQuery(
                """
                select count(*), max(total) from orders
                where deleted_at is null and status = 'delivered' and organization_id = '%s'
                """
                    .formatted(big.tenant()))) {
      row.next();
      assertThat(shown).hasSize(row.getInt(1));
      assertThat(shown.get(0).get(1)).contains(row.getBigDecimal(2).toPlainString());
    }
    CustomReport stages =
        SharedNight.ready(reports).stream()
            .filter(one -> one.name().startsWith("By stage"))
            .findFirst()
            .orElseThrow();
    assertThat(report(stages).tables().get(0).columns()).hasSize(2);
  }

  @Test
  void isKeptFromOthersUnlessItIsShared() throws SQLException {
    CustomReport own =
        reports.reports().stream().filter(report -> !report.isShared()).findFirst().orElseThrow();
    String creator = own.creator().orElseThrow();
    Asker colleague = asker(own.tenant(), "somebody", "sales");
    assertThat(own.isFor(asker(own.tenant(), creator, "sales"))).isTrue();
    assertThat(own.isFor(colleague)).isFalse();
    assertThat(own.isFor(asker(own.tenant(), "somebody", "admin"))).isTrue();
    assertThat(own.isFor(asker("another", creator, "owner"))).isFalse();
    assertThat(reports.make(own, colleague))
        .isEqualTo(new Made.Failed("it is not shared with who asks"));
    CustomReport shared =
        SharedNight.ready(reports).stream()
            .filter(CustomReport::isShared)
            .findFirst()
            .orElseThrow();
    assertThat(reports.make(shared, asker(shared.tenant(), "x", "sales")))
        .isInstanceOf(Made.Ready.class);
    assertThat(reports.make(shared, asker(shared.tenant(), "x", "guest")))
        .isInstanceOfSatisfying(
            Made.Failed.class,
            failed ->
                assertThat(failed.reason()).startsWith("Cannot show orders to the role guest"));
    assertThat(reports.keptBy(shared)).isEqualTo(1);
    assertThat(all.audience().people().user("nobody")).isEmpty();
  }

  @Test
  void showsNothingOfAnotherTenant() {
    for (CustomReport report : atLeastOne(SharedNight.ready(reports))) {
      String text = report(report).tables().get(0).open().map(Object::toString).toList().toString();
      for (DemoTenant other : SharedNight.fixture().source.tenants()) {
        if (!other.id().toString().equals(report.tenant())) {
          assertThat(text).doesNotContain(other.canary());
        }
      }
    }
  }

  private static Asker asker(String tenant, String user, String role) {
    return new Asker(tenant, Set.of(user), CustomFixture.METRICS.roles().role(role));
  }

  private static Report report(CustomReport report) {
    return ((Made.Ready) reports.make(report)).content();
  }
}
