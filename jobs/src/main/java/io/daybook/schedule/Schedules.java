package io.daybook.schedule;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.calendar.Rule;
import io.daybook.state.StateDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The schedules that are in force, for all processes alike. */
public final class Schedules {
  /** A schedule that is in force, and since when its times count. */
  public record InForce(Schedule schedule, Instant since) {
    public InForce {
      requireNonNull(schedule, "schedule is null");
      requireNonNull(since, "since is null");
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final StateDatabase database;

  /** The schedules of a state. */
  public Schedules(StateDatabase database) {
    this.database = requireNonNull(database, "database is null");
  }

  /**
   * Puts schedules in force in place of those that this origin declared before. The times of one
   * that is new, or whose times have changed, count from now on; what is due of one that is gone is
   * skipped. Declaring the same again changes nothing.
   *
   * @param origin who declares them, {@code files} for instance
   */
  public void declare(String origin, Collection<Schedule> schedules, Instant now) {
    for (Schedule schedule : schedules) {
      declare(origin, schedule, now);
    }
    String[] names = schedules.stream().map(Schedule::name).toArray(String[]::new);
    database.update(
        "remove schedules of " + origin,
        "delete from daybook.schedule where origin = ? and not (name = any (?))",
        origin,
        names);
    skipOrphans(now);
  }

  private void declare(String origin, Schedule schedule, Instant now) {
    database.update(
        "record the schedule " + schedule.name(),
        """
        insert into daybook.schedule as before
            (name, origin, source, what, rule, zone, catch_up, deadline_seconds, parameters, since)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)
        on conflict (name) do update
        set
            origin = excluded.origin,
            source = excluded.source,
            what = excluded.what,
            rule = excluded.rule,
            zone = excluded.zone,
            catch_up = excluded.catch_up,
            deadline_seconds = excluded.deadline_seconds,
            parameters = excluded.parameters,
            since = case
                when before.rule = excluded.rule and before.zone is not distinct from excluded.zone
                    then before.since
                else excluded.since
            end
        """,
        schedule.name(),
        origin,
        schedule.source(),
        schedule.what(),
        schedule.rule().text(),
        schedule.zone().map(ZoneId::getId).orElse(null),
        schedule.catchUp().name(),
        schedule.deadline().toSeconds(),
        json(schedule.parameters()),
        now);
  }

  /** Skips what is due of schedules that are no longer in force. */
  void skipOrphans(Instant now) {
    database.update(
        "skip occurrences of removed schedules",
        """
        update daybook.occurrence as o
        set status = 'SKIPPED', note = 'the schedule was removed', finished_at = ?
        where o.status in ('DUE', 'HELD')
            and not exists (select 1 from daybook.schedule as s where s.name = o.schedule)
        """,
        now);
  }

  /** All that are in force, by name. */
  public List<InForce> list() {
    return database.rows(
        "list the schedules",
        """
        select name, source, what, rule, zone, catch_up, deadline_seconds, parameters::text, since
        from daybook.schedule
        order by name
        """,
        Schedules::inForce);
  }

  /** Those of one origin that are in force, by name. */
  List<InForce> list(String origin) {
    return database.rows(
        "list the schedules of " + origin,
        """
        select name, source, what, rule, zone, catch_up, deadline_seconds, parameters::text, since
        from daybook.schedule
        where origin = ?
        order by name
        """,
        Schedules::inForce,
        origin);
  }

  /** The one of this name. */
  public Optional<InForce> find(String name) {
    return database.row(
        "read the schedule " + name,
        """
        select name, source, what, rule, zone, catch_up, deadline_seconds, parameters::text, since
        from daybook.schedule
        where name = ?
        """,
        Schedules::inForce,
        name);
  }

  private static InForce inForce(ResultSet row) throws SQLException {
    return new InForce(
        new Schedule(
            row.getString(1),
            row.getString(2),
            row.getString(3),
            Rule.parse(row.getString(4)),
            Optional.ofNullable(row.getString(5)).map(ZoneId::of),
            CatchUp.valueOf(row.getString(6)),
            Duration.ofSeconds(row.getLong(7)),
            parameters(row.getString(8))),
        StateDatabase.instant(row, 9).orElseThrow());
  }

  private static String json(Map<String, String> parameters) {
    try {
      return JSON.writeValueAsString(parameters);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Invalid parameters", e);
    }
  }

  private static Map<String, String> parameters(String json) {
    try {
      return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Invalid parameters in the state", e);
    }
  }
}
