package io.daybook.operate;

import io.daybook.check.CheckNews;
import io.daybook.config.Version;
import io.daybook.delivery.DeliveryStatus;
import io.daybook.schedule.OccurrenceStatus;
import io.daybook.state.Run;
import io.daybook.state.RunStatus;
import io.daybook.state.Step;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of {@code /metrics}. Labels are names of sources, steps, kinds and states, never
 * anything of a tenant.
 */
final class Metrics {
  private Metrics() {}

  /** The text, with what could be read; without an overview the state server is down. */
  static String text(Optional<Overview> overview) {
    Gauges gauges = new Gauges();
    gauges.info("daybook_build", "Version of this process", "version", Version.text());
    gauges.add(
        "daybook_state_up",
        "Whether the state server answered in time",
        overview.isPresent() ? 1 : 0);
    overview.ifPresent(each -> add(gauges, each));
    addProcess(gauges);
    return gauges.text();
  }

  private static void add(Gauges gauges, Overview overview) {
    for (SourceView source : overview.sources()) {
      gauges.add(
          "daybook_warehouse_up",
          "Whether the source's releases could be read",
          source.unreadable().isEmpty() ? 1 : 0,
          "source",
          source.source());
      gauges.add(
          "daybook_schedules_not_by_own_time",
          "Scheduled reports whose own time is not valid, so that they leave by their frequency",
          overview.notByOwnTime().getOrDefault(source.source(), 0L),
          "source",
          source.source());
      source.release().ifPresent(release -> add(gauges, source.source(), release, overview.at()));
      source.news(overview.at()).ifPresent(news -> add(gauges, source, news));
      source.run().ifPresent(run -> add(gauges, source, run, overview.at()));
    }
    overview.occurrences().forEach((kind, counts) -> addOccurrences(gauges, kind, counts));
    for (String kind : overview.occurrences().keySet()) {
      gauges.add(
          "daybook_late_occurrences",
          "Occurrences past their deadline by kind of work",
          overview.late().getOrDefault(kind, 0L),
          "kind",
          kind);
    }
    overview.deliveries().forEach((source, counts) -> addDeliveries(gauges, source, counts));
    gauges.add(
        "daybook_oldest_waiting_delivery_age_seconds",
        "Age of the oldest delivery that still waits, 0 where none does",
        overview
            .oldestWaiting()
            .map(since -> Duration.between(since, overview.at()))
            .orElse(Duration.ZERO));
  }

  private static void add(Gauges gauges, String source, ReleaseFigures release, Instant now) {
    String[] labels = {"source", source};
    gauges
        .add("daybook_release_number", "The newest release", release.release(), labels)
        .add(
            "daybook_release_snapshot_timestamp_seconds",
            "When the snapshot of the newest release was taken",
            release.asOf(),
            labels)
        .add(
            "daybook_release_age_seconds",
            "Time since the snapshot of the newest release",
            Duration.between(release.asOf(), now),
            labels)
        .add(
            "daybook_release_rows",
            "Rows that the newest release read from the source",
            release.rows(),
            labels)
        .add(
            "daybook_release_quarantined_rows",
            "Rows that the newest release left out",
            release.quarantined(),
            labels)
        .add(
            "daybook_release_lost_values",
            "Values that are read, and NULL in the newest release because they cannot be carried",
            release.lost(),
            labels)
        .add(
            "daybook_release_rejected_texts",
            "Texts of the newest release that did not parse and are NULL",
            release.unparsed(),
            labels)
        .add(
            "daybook_release_checks",
            "Checks that the newest release was put to",
            release.checks(),
            labels)
        .add(
            "daybook_release_failed_checks",
            "Checks of the newest release that found something and do not block it",
            release.warnings(),
            labels)
        .add(
            "daybook_release_cross_tenant_references",
            "Rows of the newest release that name another tenant's row",
            release.strangers(),
            labels);
  }

  private static void add(Gauges gauges, SourceView source, CheckNews news) {
    gauges
        .add(
            "daybook_release_worse_checks",
            "Checks of the newest release that found more than before or than was acknowledged",
            news.told().size(),
            "source",
            source.source())
        .add(
            "daybook_acknowledged_checks",
            "Checks whose findings somebody has acknowledged",
            source.acknowledgements().size(),
            "source",
            source.source());
  }

  private static void add(Gauges gauges, SourceView view, Run run, Instant now) {
    String source = view.source();
    gauges
        .add(
            "daybook_run_started_timestamp_seconds",
            "When the last run began",
            run.startedAt(),
            "source",
            source)
        .add(
            "daybook_run_duration_seconds",
            "How long the last run took, or has taken up to now",
            Duration.between(run.startedAt(), run.finishedAt().orElse(now)),
            "source",
            source);
    String actual = view.isKilled() ? "killed" : text(run.status());
    for (RunStatus status : RunStatus.values()) {
      addStatus(gauges, source, text(status), actual);
    }
    addStatus(gauges, source, "killed", actual);
    newestAttempts(view)
        .forEach(
            (step, took) ->
                gauges.add(
                    "daybook_step_duration_seconds",
                    "How long a step of the last run took",
                    took,
                    "source",
                    source,
                    "step",
                    step));
  }

  private static void addStatus(Gauges gauges, String source, String status, String actual) {
    gauges.add(
        "daybook_run_status",
        "Where the last run stands: 1 for one status, 0 for the others",
        status.equals(actual) ? 1 : 0,
        "source",
        source,
        "status",
        status);
  }

  private static Map<String, Duration> newestAttempts(SourceView view) {
    Map<String, Duration> took = new LinkedHashMap<>();
    for (Step step : view.steps()) {
      step.finishedAt()
          .ifPresent(end -> took.put(step.name(), Duration.between(step.startedAt(), end)));
    }
    return took;
  }

  private static void addOccurrences(
      Gauges gauges, String kind, Map<OccurrenceStatus, Long> counts) {
    for (OccurrenceStatus status : OccurrenceStatus.values()) {
      gauges.add(
          "daybook_occurrences",
          "Occurrences of schedules by kind of work and status",
          counts.getOrDefault(status, 0L),
          "kind",
          kind,
          "status",
          text(status));
    }
  }

  private static void addDeliveries(
      Gauges gauges, String source, Map<DeliveryStatus, Long> counts) {
    for (DeliveryStatus status : DeliveryStatus.values()) {
      gauges.add(
          "daybook_deliveries",
          "Deliveries by source and status",
          counts.getOrDefault(status, 0L),
          "source",
          source,
          "status",
          text(status));
    }
  }

  private static void addProcess(Gauges gauges) {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    String[] labels = {"area", "heap"};
    gauges
        .add("jvm_memory_used_bytes", "Used bytes of this JVM", heap.getUsed(), labels)
        .add(
            "jvm_memory_committed_bytes",
            "Committed bytes of this JVM",
            heap.getCommitted(),
            labels)
        .add("jvm_memory_max_bytes", "Most bytes of this JVM", heap.getMax(), labels)
        .add(
            "process_start_time_seconds",
            "When this process began",
            Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()));
  }

  private static String text(Enum<?> status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
