package io.daybook.operate;

import static java.util.Objects.requireNonNull;

import io.daybook.delivery.DeliveryStatus;
import io.daybook.schedule.OccurrenceStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where everything stands at one moment, in figures.
 *
 * @param occurrences by kind of work
 * @param late occurrences past their deadline, by kind of work
 * @param notByOwnTime schedules that do not go by the time that is asked for, by source
 * @param deliveries by source
 * @param oldestWaiting when the oldest delivery that still waits was recorded
 */
public record Overview(
    Instant at,
    List<SourceView> sources,
    Map<String, Map<OccurrenceStatus, Long>> occurrences,
    Map<String, Long> late,
    Map<String, Long> notByOwnTime,
    Map<String, Map<DeliveryStatus, Long>> deliveries,
    Optional<Instant> oldestWaiting) {
  public Overview {
    requireNonNull(at, "at is null");
    sources = List.copyOf(sources);
    occurrences = Map.copyOf(occurrences);
    late = Map.copyOf(late);
    notByOwnTime = Map.copyOf(notByOwnTime);
    deliveries = Map.copyOf(deliveries);
    requireNonNull(oldestWaiting, "oldestWaiting is null");
  }

  /** Names of the sources. */
  public List<String> names() {
    return sources.stream().map(SourceView::source).toList();
  }
}
