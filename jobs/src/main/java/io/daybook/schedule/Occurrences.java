package io.daybook.schedule;

import static java.util.Objects.requireNonNull;

import io.daybook.calendar.DueTime;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.state.StateDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was due, and what became of it. One row a schedule and due time, whoever records it however
 * often. Claims are leases by the state server's clock; every end of a claim demands its token, so
 * that a process which stood still cannot end what another has taken over.
 */
public final class Occurrences {
  static final String COLUMNS =
      """
      o.occurrence_id,
      o.schedule,
      o.due_at,
      o.due_local,
      o.zone,
      o.status,
      o.attempt,
      o.token,
      o.not_before,
      o.run_id,
      o.failure_code,
      o.note,
      o.started_at,
      o.finished_at
      """;

  private final StateDatabase database;

  /** The occurrences of a state. */
  public Occurrences(StateDatabase database) {
    this.database = requireNonNull(database, "database is null");
  }

  /**
   * Records that a schedule is due.
   *
   * @return false when that is known already
   */
  public boolean record(String schedule, DueTime time, ZoneId zone) {
    return database.update(
            "record what is due of " + schedule,
            """
            insert into daybook.occurrence (schedule, due_at, due_local, zone, status, not_before)
            values (?, ?, ?, ?, 'DUE', ?)
            on conflict (schedule, due_at) do nothing
            """,
            schedule,
            time.instant(),
            time.local(),
            zone.getId(),
            time.instant())
        == 1;
  }

  /**
   * Takes the oldest occurrence that may be worked on: due, or left by a process that is silent. A
   * schedule that runs already has none.
   *
   * @param kinds of work that the caller can do
   * @param holder what the caller calls itself
   * @param ttl how long it holds without renewal
   */
  public Optional<Occurrence> claim(
      Collection<String> kinds, String holder, Duration ttl, Instant now) {
    try {
      return database.row(
          "claim an occurrence",
          """
          with candidate as (
              select o.occurrence_id
              from daybook.occurrence as o
              inner join daybook.schedule as s on s.name = o.schedule
              where o.status in ('DUE', 'HELD', 'RUNNING')
                  and s.what = any (?)
                  and case
                      when o.status = 'RUNNING' then o.expires_at <= clock_timestamp()
                      else o.not_before <= ?
                  end
                  and not exists (
                      select 1
                      from daybook.occurrence as other
                      where other.schedule = o.schedule
                          and other.status = 'RUNNING'
                          and other.occurrence_id <> o.occurrence_id
                  )
              order by o.due_at, o.occurrence_id
              limit 1
              for update of o skip locked
          )
          update daybook.occurrence as o
          set
              status = 'RUNNING',
              attempt = o.attempt + 1,
              token = o.token + 1,
              holder = ?,
              expires_at = clock_timestamp() + ? * interval '1 millisecond',
              started_at = coalesce(o.started_at, ?)
          from candidate
          where o.occurrence_id = candidate.occurrence_id
          returning
          """
              + COLUMNS,
          Occurrences::occurrence,
          kinds.toArray(String[]::new),
          now,
          holder,
          ttl.toMillis(),
          now);
    } catch (DaybookException e) {
      if (isDuplicate(e)) {
        // Another process has just claimed another occurrence of the same schedule.
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean isDuplicate(DaybookException e) {
    return e.code() == Code.INTERNAL
        && e.getCause() instanceof SQLException sql
        && "23505".equals(sql.getSQLState());
  }

  /**
   * Extends a claim.
   *
   * @return false when another has taken it over
   */
  boolean renew(Occurrence claimed, Duration ttl) {
    return end(
        claimed,
        "renew the claim of",
        "expires_at = clock_timestamp() + ? * interval '1 millisecond'",
        ttl.toMillis());
  }

  /**
   * Notes which run works for an occurrence.
   *
   * @param token of the claim that began the run
   * @return false when another process has taken the occurrence over
   */
  public boolean attach(long occurrence, long token, String run) {
    return database.update(
            "record the run of an occurrence",
            """
            update daybook.occurrence
            set run_id = ?
            where occurrence_id = ? and token = ? and status = 'RUNNING'
            """,
            run,
            occurrence,
            token)
        == 1;
  }

  boolean done(Occurrence claimed, String note, Instant now) {
    return end(
        claimed,
        "record the end of",
        "status = 'DONE', failure_code = null, note = nullif(?, ''), finished_at = ?",
        note,
        now);
  }

  boolean failed(Occurrence claimed, String code, String note, Instant now) {
    return end(
        claimed,
        "record the failure of",
        "status = 'FAILED', failure_code = ?, note = ?, finished_at = ?",
        code,
        note,
        now);
  }

  boolean skipped(Occurrence claimed, String note, Instant now) {
    return end(
        claimed,
        "skip",
        // It was claimed only to find that out.
        "status = 'SKIPPED', attempt = o.attempt - 1, note = ?, finished_at = ?",
        note,
        now);
  }

  boolean again(Occurrence claimed, String code, String note, Instant notBefore) {
    return end(
        claimed,
        "put off",
        "status = 'DUE', failure_code = ?, note = ?, not_before = ?",
        code,
        note,
        notBefore);
  }

  /** Gives it back as if this attempt had not been. */
  boolean putOff(Occurrence claimed, boolean held, String note, Instant notBefore) {
    return end(
        claimed,
        "put off",
        "status = ?, attempt = o.attempt - 1, note = ?, not_before = ?",
        held ? "HELD" : "DUE",
        note,
        notBefore);
  }

  private boolean end(Occurrence claimed, String what, String change, Object... values) {
    Object[] bound = new Object[values.length + 2];
    System.arraycopy(values, 0, bound, 0, values.length);
    bound[values.length] = claimed.id();
    bound[values.length + 1] = claimed.token();
    return database.update(
            what + " " + claimed.text(),
            "update daybook.occurrence as o set "
                + change
                + " where o.occurrence_id = ? and o.token = ? and o.status = 'RUNNING'",
            bound)
        == 1;
  }

  /** The due times that are recorded after an instant, by schedule. */
  Map<String, Set<Instant>> recordedAfter(Instant after) {
    Map<String, Set<Instant>> recorded = new HashMap<>();
    database
        .rows(
            "read what was due",
            "select o.schedule, o.due_at from daybook.occurrence as o where o.due_at > ?",
            row -> Map.entry(row.getString(1), StateDatabase.instant(row, 2).orElseThrow()),
            after)
        .forEach(
            each ->
                recorded
                    .computeIfAbsent(each.getKey(), unused -> new HashSet<>())
                    .add(each.getValue()));
    return recorded;
  }

  /** The last due time of a schedule that is recorded. */
  Optional<Instant> lastDue(String schedule) {
    return database
        .row(
            "read what was due of " + schedule,
            "select max(o.due_at) from daybook.occurrence as o where o.schedule = ?",
            row -> StateDatabase.instant(row, 1),
            schedule)
        .flatMap(last -> last);
  }

  /**
   * Occurrences that are not done at their deadline, each handed out once in all processes. What
   * was due while nobody served has all its time from when it was found out.
   */
  List<Occurrence> takeLate(Instant now) {
    return database.rows(
        "look for late occurrences",
        """
        update daybook.occurrence as o
        set told_at = ?
        from daybook.schedule as s
        where s.name = o.schedule
            and o.status in ('DUE', 'HELD', 'RUNNING')
            and o.told_at is null
            and greatest(o.due_at, o.recorded_at) + s.deadline_seconds * interval '1 second' < ?
        returning
        """
            + COLUMNS,
        Occurrences::occurrence,
        now,
        now);
  }

  /** Of one schedule, newest first. */
  public List<Occurrence> list(String schedule, int limit) {
    return database.rows(
        "list the occurrences of " + schedule,
        "select "
            + COLUMNS
            + " from daybook.occurrence as o where o.schedule = ? order by o.due_at desc limit ?",
        Occurrences::occurrence,
        schedule,
        limit);
  }

  static Occurrence occurrence(ResultSet row) throws SQLException {
    return new Occurrence(
        row.getLong(1),
        row.getString(2),
        StateDatabase.instant(row, 3).orElseThrow(),
        row.getObject(4, LocalDateTime.class),
        ZoneId.of(row.getString(5)),
        OccurrenceStatus.valueOf(row.getString(6)),
        row.getInt(7),
        row.getLong(8),
        StateDatabase.instant(row, 9).orElseThrow(),
        Optional.ofNullable(row.getString(10)),
        Optional.ofNullable(row.getString(11)),
        Optional.ofNullable(row.getString(12)),
        StateDatabase.instant(row, 13),
        StateDatabase.instant(row, 14));
  }
}
