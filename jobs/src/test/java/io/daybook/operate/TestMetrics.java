package io.daybook.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.check.Acknowledgement;
import io.daybook.check.CheckChange;
import io.daybook.check.CheckChanges;
import io.daybook.delivery.DeliveryStatus;
import io.daybook.schedule.OccurrenceStatus;
import io.daybook.state.Run;
import io.daybook.state.RunStatus;
import io.daybook.state.Step;
import io.daybook.state.StepStatus;
import io.daybook.warehouse.CheckOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TestMetrics {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  /** As https://prometheus.io/docs/instrumenting/exposition_formats says of version 0.0.4. */
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{([a-zA-Z_][a-zA-Z0-9_]*=\"(\\\\.|[^\\\\\"\n])*\",?)*})? (\\S+)");

  private static Overview overview() {
    Run run =
        new Run(
            "20261121T020000Z-4f1c9a",
            "renoz",
            "duckdb",
            RunStatus.PUBLISHED,
            1,
            1,
            OptionalLong.of(11),
            OptionalLong.of(12),
            Optional.empty(),
            Optional.empty(),
            Instant.parse("2026-11-21T02:00:00Z"),
            Optional.of(Instant.parse("2026-11-21T02:03:20Z")));
    Step extract =
        new Step(
            run.id(),
            "extract",
            1,
            StepStatus.FINISHED,
            Optional.empty(),
            Optional.empty(),
            run.startedAt(),
            Optional.of(run.startedAt().plusSeconds(61)));
    SourceView source =
        new SourceView(
            "renoz",
            Optional.of(
                new ReleaseFigures(
                    12,
                    Instant.parse("2026-11-21T02:00:01Z"),
                    Instant.parse("2026-11-21T02:03:20Z"),
                    Optional.of("2026f"),
                    1_012_104,
                    3,
                    2,
                    List.of(new CheckOutcome("raw.orders.due_date.lost", false, 2)),
                    18_576,
                    599,
                    59,
                    7,
                    new CheckChanges(
                        "renoz",
                        12,
                        List.of(
                            new CheckChange(
                                "checks.refunds_within_payments", 9, OptionalLong.of(4)),
                            new CheckChange(
                                "facts.orders.vocabulary.status", 3, OptionalLong.of(3)),
                            new CheckChange(
                                "facts.jobs.vocabulary.status", 8, OptionalLong.of(5)))))),
            List.of(
                new Acknowledgement(
                    "renoz",
                    "facts.jobs.vocabulary.status",
                    "ann",
                    "it is being mended",
                    LocalDate.of(2026, 11, 21),
                    8,
                    NOW)),
            Optional.empty(),
            Optional.of(run),
            List.of(extract),
            Optional.empty());
    SourceView unreadable =
        new SourceView(
            "we\"ird\\",
            Optional.empty(),
            List.of(),
            Optional.of("RES-IO"),
            Optional.empty(),
            List.of(),
            Optional.empty());
    return new Overview(
        NOW,
        List.of(source, unreadable),
        Map.of(
            "night", Map.of(OccurrenceStatus.DONE, 30L),
            "reports", Map.of(OccurrenceStatus.HELD, 7L, OccurrenceStatus.DONE, 100L)),
        Map.of("reports", 2L),
        Map.of("renoz", 3L),
        Map.of("renoz", Map.of(DeliveryStatus.SENT, 80L, DeliveryStatus.UNKNOWN, 1L)),
        Optional.of(NOW.minusSeconds(90)));
  }

  @Test
  void givesTheFiguresOfReleasesRunsOccurrencesAndDeliveries() {
    assertThat(Metrics.text(Optional.of(overview())).lines())
        .contains(
            "daybook_state_up 1.0",
            "daybook_warehouse_up{source=\"renoz\"} 1.0",
            "daybook_warehouse_up{source=\"we\\\"ird\\\\\"} 0.0",
            "daybook_release_number{source=\"renoz\"} 12.0",
            "daybook_release_age_seconds{source=\"renoz\"} 35999.0",
            "daybook_release_rows{source=\"renoz\"} 1012104.0",
            "daybook_release_quarantined_rows{source=\"renoz\"} 3.0",
            "daybook_release_lost_values{source=\"renoz\"} 2.0",
            "daybook_release_rejected_texts{source=\"renoz\"} 18576.0",
            "daybook_release_failed_checks{source=\"renoz\"} 59.0",
            "daybook_release_cross_tenant_references{source=\"renoz\"} 7.0",
            "daybook_release_worse_checks{source=\"renoz\"} 1.0",
            "daybook_acknowledged_checks{source=\"renoz\"} 1.0",
            "daybook_run_duration_seconds{source=\"renoz\"} 200.0",
            "daybook_run_status{source=\"renoz\",status=\"published\"} 1.0",
            "daybook_run_status{source=\"renoz\",status=\"failed\"} 0.0",
            "daybook_step_duration_seconds{source=\"renoz\",step=\"extract\"} 61.0",
            "daybook_occurrences{kind=\"reports\",status=\"held\"} 7.0",
            "daybook_occurrences{kind=\"night\",status=\"done\"} 30.0",
            "daybook_late_occurrences{kind=\"reports\"} 2.0",
            "daybook_schedules_not_by_own_time{source=\"renoz\"} 3.0",
            "daybook_late_occurrences{kind=\"night\"} 0.0",
            "daybook_deliveries{source=\"renoz\",status=\"unknown\"} 1.0",
            "daybook_deliveries{source=\"renoz\",status=\"failed\"} 0.0",
            "daybook_oldest_waiting_delivery_age_seconds 90.0")
        .anyMatch(line -> line.startsWith("jvm_memory_max_bytes{area=\"heap\"} "))
        .anyMatch(line -> line.startsWith("daybook_build_info{version="));
  }

  @Test
  void writesWhatPrometheusReads() {
    List<String> wrong = new ArrayList<>();
    Set<String> typed = new HashSet<>();
    Set<String> series = new HashSet<>();
    for (String line : Metrics.text(Optional.of(overview())).split("\n", -1)) {
      if (line.startsWith("# TYPE ")) {
        assertThat(typed.add(line.split(" ")[2])).as(line).isTrue();
        assertThat(line).endsWith(" gauge");
      } else if (!line.startsWith("# HELP ") && !line.isEmpty()) {
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches() || !typed.contains(sample.group(1))) {
          wrong.add(line);
        } else {
          assertThat(Double.parseDouble(sample.group(5))).isFinite();
          assertThat(series.add(line.substring(0, line.lastIndexOf(' ')))).as(line).isTrue();
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(typed).hasSizeGreaterThan(20);
  }

  @Test
  void hasWhateverTheAlertRulesOfTheDocsAskFor() throws IOException {
    String docs =
        Files.readString(Path.of(System.getProperty("daybook.home"), "jobs/docs/operating.md"));
    String rules = docs.substring(docs.indexOf("# daybook.rules.yml"));
    rules = rules.substring(0, rules.indexOf("```"));
    Set<String> asked = new HashSet<>();
    Matcher name = Pattern.compile("daybook_[a-z_]+").matcher(rules);
    while (name.find()) {
      asked.add(name.group());
    }
    assertThat(asked).hasSize(8);
    String text = Metrics.text(Optional.of(overview()));
    assertThat(asked).isNotEmpty().allMatch(each -> text.contains("# TYPE " + each + " gauge"));
    for (String status : List.of("failed", "killed", "unknown")) {
      assertThat(rules).contains(status);
      assertThat(text).contains("status=\"" + status + "\"");
    }
  }
}
