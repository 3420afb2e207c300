package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.demo.Oracle;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights of a source that has fewer tables and columns than its model, or more. */
class TestLesserSource {
  @TempDir Path directory;

  @Tag("slow")
  @Tag("promise")
  @Test
  void aNightGoesOnWithoutWhatNobodyUsesAndStopsWithoutWhatIsUsed() throws SQLException {
    try (NightFixture fixture = NightFixture.open(directory, 3)) {
      execute(
          fixture,
          "drop table email_campaigns cascade",
          "drop table custom_fields cascade",
          "drop table webhook_events",
          "alter table orders drop column xero_sync_error",
          "alter table orders add column colour text",
          "create table news (id integer primary key)",
          "alter type job_assignment_status add value 'forgotten'",
          "alter type warranty_claim_status add value 'forgotten'",
          "alter type issue_status add value 'forgotten'",
          "alter type opportunity_stage add value 'forgotten'",
          "alter type order_status add value 'forgotten'",
          "alter type warranty_claim_type add value 'forgotten'",
          "update job_assignments set status = 'forgotten' where job_number like '%7'",
          "update warranty_claims set status = 'forgotten' where claim_number like '%7'",
          "update issues set status = 'forgotten' where issue_number like '%7'",
          "update opportunities set stage = 'forgotten' where id::text like '%7'",
          "update orders set status = 'forgotten' where order_number like '%7'",
          "update warranty_claims set claim_type = 'forgotten' where claim_number like '%5'");
      List<String> summaries = new ArrayList<>();
      Manifest manifest =
          new Night(
                  fixture.setup(),
                  new RunListener() {
                    @Override
                    public void stepFinished(Step step, Duration took, String summary) {
                      summaries.add(summary);
                    }
                  })
              .run("duckdb");
      assertThat(summaries.get(0))
          .contains(" rows of 176 tables, ")
          .contains(", less than the model has: daybook source check renoz");
      Set<String> raw =
          manifest.datasets().stream()
              .filter(dataset -> dataset.layer() == Dataset.Layer.RAW)
              .map(Dataset::table)
              .collect(Collectors.toSet());
      assertThat(raw)
          .as("custom_field_values knew its tenant by custom_fields")
          .hasSize(176)
          .doesNotContain(
              "email_campaigns", "custom_fields", "custom_field_values", "webhook_events", "news");
      assertThat(manifest.dataset("raw.orders").orElseThrow().schema().names())
          .contains("xero_sync_status")
          .doesNotContain("xero_sync_error", "colour");
      assertThat(
              fixture.query(
                  manifest.release(),
                  "select count(*) filter (where parent = 'email_campaigns'), count(*)"
                      + " from recorded.relation_counts"))
          .as("what is not there is no orphan")
          .containsExactly(List.of(0L, relations(fixture, raw)));
      for (String mart :
          List.of(
              "mv_daily_metrics",
              "mv_daily_pipeline",
              "mv_daily_jobs",
              "mv_daily_warranty",
              "mv_current_state")) {
        assertThat(fixture.mart(manifest.release(), mart))
            .as(mart)
            .containsExactlyElementsOf(fixture.oracle(mart, manifest));
      }
      assertThat(
              fixture.query(
                  manifest.release(),
                  "select sum(other_jobs) > 0, sum(other_warranty_claims) > 0,"
                      + " sum(other_issues) > 0 from marts.mv_current_state"))
          .as("what is of an unknown status is in a bucket of its own")
          .containsExactly(List.of(true, true, true));
      for (String column :
          List.of(
              "job_assignments.status",
              "warranty_claims.status",
              "warranty_claims.claim_type",
              "issues.status",
              "opportunities.stage",
              "orders.status")) {
        String[] words = column.split("[.]");
        long forgotten =
            count(
                fixture,
                "select count(*) from %s where %s = 'forgotten'".formatted(words[0], words[1]));
        assertThat(forgotten).isPositive();
        assertThat(manifest.checks())
            .as("a word that the model does not know")
            .contains(
                new CheckOutcome(
                    "facts.%s.vocabulary.%s".formatted(words[0], words[1]), false, forgotten));
      }

      execute(fixture, "alter type job_assignment_status rename value 'on_hold' to 'paused'");
      Manifest next = fixture.run("duckdb");
      assertThat(
              fixture.query(
                  next.release(),
                  "select code, found_at, message from recorded.source_findings where release = "
                      + next.release()))
          .as("the night says what the check of the source says")
          .contains(
              List.of(
                  "SRC-SCHEMA",
                  "job_assignment_status",
                  "the enum lacks values that definitions may count by: on_hold"));
      assertThat(next.checks())
          .filteredOn(check -> check.check().equals("source.schema"))
          .singleElement()
          .satisfies(
              check ->
                  assertThat(check.findings())
                      .isGreaterThan(
                          manifest.checks().stream()
                              .filter(each -> each.check().equals("source.schema"))
                              .findFirst()
                              .orElseThrow()
                              .findings()));

      execute(fixture, "alter table orders rename column total to totals");
      assertThatThrownBy(() -> fixture.run("duckdb"))
          .hasMessageStartingWith("SRC-SCHEMA Cannot read source renoz")
          .hasMessageContaining("orders.total: the column is missing, did you mean totals?");
      execute(
          fixture,
          "alter table orders rename column totals to total",
          "drop table order_payments cascade");
      assertThatThrownBy(() -> fixture.run("duckdb"))
          .hasMessageStartingWith("SRC-SCHEMA Cannot read source renoz")
          .hasMessageContaining("order_payments: the table is missing in schema public")
          .hasMessageContaining("readers keep the published release");
    }
  }

  /** Relations whose two ends are there. */
  private static long relations(NightFixture fixture, Set<String> tables) {
    return fixture.model.tables().values().stream()
        .filter(table -> tables.contains(table.name()))
        .mapToLong(
            table ->
                table.polymorphic().size()
                    + table.relations().stream()
                        .filter(relation -> tables.contains(relation.parent()))
                        .count())
        .sum();
  }

  private static long count(NightFixture fixture, String sql) throws SQLException {
    try (Connection owner = fixture.database.connect()) {
      return (Long) Oracle.query(owner, sql).get(0).get(0);
    }
  }

  private static void execute(NightFixture fixture, String... statements) throws SQLException {
    try (Connection owner = fixture.database.connect();
        Statement statement = owner.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
