package io.daybook.operate;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.DaybookException;
import io.daybook.state.StateDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What needs a person, as all processes know it: one row a problem, however often and by whomever
 * it is raised. Safe for several threads and processes.
 */
final class AlertBook {
  /** Between two mails about the same. */
  static final Duration PAUSE = Duration.ofHours(1);

  private static final int LONGEST_SUBJECT = 300;
  private static final int LONGEST_MESSAGE = 20_000;

  /** Ids and numbers differ from one occurrence of a problem to the next. */
  private static final Pattern NUMBERS =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]+(, [0-9]+)*");

  /**
   * A problem that is to be mailed.
   *
   * @param count how often it came since it was mailed last
   * @param mailings how often it was mailed
   */
  record Due(
      long id,
      String code,
      String message,
      long count,
      Instant firstAt,
      Instant lastAt,
      int mailings) {
    Due {
      requireNonNull(code, "code is null");
      requireNonNull(message, "message is null");
      requireNonNull(firstAt, "firstAt is null");
      requireNonNull(lastAt, "lastAt is null");
    }
  }

  private final StateDatabase database;
  private final Clock clock;

  AlertBook(StateDatabase database, Clock clock) {
    this.database = requireNonNull(database, "database is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** What a problem is about. */
  static String subject(DaybookException problem) {
    String line = problem.getMessage().lines().findFirst().orElse("");
    return shortened(NUMBERS.matcher(line).replaceAll("#"), LONGEST_SUBJECT);
  }

  private static String shortened(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }

  /** Something has happened; each time counts. */
  void happened(DaybookException problem) {
    record(problem, clock.instant(), "alert.count + 1", "true");
  }

  /** Something has happened at this instant; said again, it does not count again. */
  void happened(DaybookException problem, Instant at) {
    record(problem, at, "alert.count + 1", "alert.last_at < excluded.last_at");
  }

  /** Something is so, and is found so again and again; it counts once a mail. */
  void holds(DaybookException problem) {
    record(problem, clock.instant(), "1", "true");
  }

  private void record(DaybookException problem, Instant at, String count, String where) {
    database.update(
        "record the alert " + problem.code().text(),
        """
        insert into daybook.alert (code, subject, message, count, first_at, last_at)
        values (?, ?, ?, 1, ?, ?)
        on conflict (code, subject) do update
        set
            message = excluded.message,
            count = %s,
            first_at = case when alert.count = 0 then excluded.first_at else alert.first_at end,
            last_at = excluded.last_at
        where %s
        """
            .formatted(count, where),
        problem.code().text(),
        subject(problem),
        shortened(problem.getMessage(), LONGEST_MESSAGE),
        at,
        at);
  }

  /** What came and was not mailed within the last hour. */
  List<Due> due() {
    return database.rows(
        "look for alerts to mail",
        """
        select alert_id, code, message, count, first_at, last_at, mailings
        from daybook.alert
        where count > 0 and (mailed_at is null or mailed_at <= ?)
        order by first_at, alert_id
        """,
        row ->
            new Due(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                StateDatabase.instant(row, 5).orElseThrow(),
                StateDatabase.instant(row, 6).orElseThrow(),
                row.getInt(7)),
        clock.instant().minus(PAUSE));
  }

  /**
   * Notes that a mail of it is in the ledger; of several processes that have put it there, once.
   */
  void mailed(Due due) {
    int unused =
        database.update(
            "note that an alert was mailed",
            """
            update daybook.alert
            set mailings = mailings + 1, mailed_at = ?, count = greatest(count - ?, 0)
            where alert_id = ? and mailings = ?
            """,
            clock.instant(),
            due.count(),
            due.id(),
            due.mailings());
  }
}
