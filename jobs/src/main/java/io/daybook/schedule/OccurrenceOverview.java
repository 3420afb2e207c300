package io.daybook.schedule;

import static java.util.Objects.requireNonNull;

import io.daybook.state.StateDatabase;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the occurrences stand as a whole; for status, metrics and alerts. Safe for several threads.
 */
public final class OccurrenceOverview {
  private final StateDatabase database;

  /** The source that it is about; null for all. */
  private final String only;

  /** The overview of a state's occurrences; of one source alone where one is named. */
  public OccurrenceOverview(StateDatabase database, Optional<String> only) {
    this.database = requireNonNull(database, "database is null");
    this.only = requireNonNull(only, "only is null").orElse(null);
  }

  /** Occurrences that are not done at their deadline, the oldest first, whoever was told. */
  public List<Occurrence> late(Instant now, int limit) {
    return database.rows(
        "list late occurrences",
        "select "
            + Occurrences.COLUMNS
            + """
            from daybook.occurrence as o
            inner join daybook.schedule as s on s.name = o.schedule
            where o.status in ('DUE', 'HELD', 'RUNNING')
                and greatest(o.due_at, o.recorded_at) + s.deadline_seconds * interval '1 second' < ?
                and (?::text is null or s.source = ?)
            order by o.due_at, o.occurrence_id
            limit ?
            """,
        Occurrences::occurrence,
        now,
        only,
        only,
        limit);
  }

  /** Schedules that are in force and whose last occurrence that ended has failed. */
  public List<Occurrence> lastFailed(int limit) {
    return database.rows(
        "list failed occurrences",
        """
        with ended as (
            select distinct on (e.schedule) e.occurrence_id
            from daybook.occurrence as e
            inner join daybook.schedule as s on s.name = e.schedule
            where e.status in ('DONE', 'FAILED') and (?::text is null or s.source = ?)
            order by e.schedule, e.due_at desc
        )
        select
        """
            + Occurrences.COLUMNS
            + """
            from daybook.occurrence as o
            inner join ended on ended.occurrence_id = o.occurrence_id
            where o.status = 'FAILED'
            order by o.due_at desc
            limit ?
            """,
        Occurrences::occurrence,
        only,
        only,
        limit);
  }

  /**
   * How many occurrences stand where, by what they do.
   *
   * @return by kind of work, such as {@code night}; {@code removed} where the schedule is gone
   */
  public Map<String, Map<OccurrenceStatus, Long>> countByKind() {
    Map<String, Map<OccurrenceStatus, Long>> counts = new TreeMap<>();
    database
        .rows(
            "count the occurrences",
            """
            select coalesce(s.what, 'removed'), o.status, count(*)
            from daybook.occurrence as o
            left join daybook.schedule as s on s.name = o.schedule
            where ?::text is null or s.source = ?
            group by 1, 2
            """,
            row ->
                Map.entry(
                    row.getString(1),
                    Map.entry(OccurrenceStatus.valueOf(row.getString(2)), row.getLong(3))),
            only,
            only)
        .forEach(
            each ->
                counts
                    .computeIfAbsent(each.getKey(), kind -> new EnumMap<>(OccurrenceStatus.class))
                    .put(each.getValue().getKey(), each.getValue().getValue()));
    return counts;
  }

  /** How many occurrences are not done at their deadline, by kind of work. */
  public Map<String, Long> countLate(Instant now) {
    Map<String, Long> counts = new TreeMap<>();
    database
        .rows(
            "count late occurrences",
            """
            select s.what, count(*)
            from daybook.occurrence as o
            inner join daybook.schedule as s on s.name = o.schedule
            where o.status in ('DUE', 'HELD', 'RUNNING')
                and greatest(o.due_at, o.recorded_at) + s.deadline_seconds * interval '1 second' < ?
                and (?::text is null or s.source = ?)
            group by 1
            """,
            row -> Map.entry(row.getString(1), row.getLong(2)),
            now,
            only,
            only)
        .forEach(each -> counts.put(each.getKey(), each.getValue()));
    return counts;
  }

  /** How many schedules in force do not go by the time that is asked for, by source. */
  public Map<String, Long> countNotByOwnTime() {
    Map<String, Long> counts = new TreeMap<>();
    database
        .rows(
            "count schedules that do not go by their own time",
            """
            select s.source, count(*)
            from daybook.schedule as s
            where s.parameters ->> ? is not null and (?::text is null or s.source = ?)
            group by 1
            """,
            row -> Map.entry(row.getString(1), row.getLong(2)),
            Schedule.NOT_OWN_TIME,
            only,
            only)
        .forEach(each -> counts.put(each.getKey(), each.getValue()));
    return counts;
  }
}
