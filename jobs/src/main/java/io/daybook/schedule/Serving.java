package io.daybook.schedule;

import static java.util.Objects.requireNonNull;

import io.daybook.state.StateDatabase;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process that works off schedules, as it told the others last.
 *
 * @param process what it calls itself
 * @param lastSign when it said that it lives
 * @param every how often it says so
 */
public record Serving(String process, Instant lastSign, Duration every) {
  private static final Pattern NAME = Pattern.compile("process ([0-9]{1,18}) on (\\S+) .*");
  private static final int MISSED_SIGNS = 4;

  public Serving {
    requireNonNull(process, "process is null");
    requireNonNull(lastSign, "lastSign is null");
    requireNonNull(every, "every is null");
  }

  /** Those that ever served and were not found to be gone, the newest sign first. */
  public static List<Serving> list(StateDatabase database) {
    return database.rows(
        "look for processes that serve",
        """
        select instance_name, last_checkin_time, checkin_interval
        from daybook.qrtz_scheduler_state
        order by last_checkin_time desc
        """,
        row ->
            new Serving(
                row.getString(1),
                Instant.ofEpochMilli(row.getLong(2)),
                Duration.ofMillis(row.getLong(3))));
  }

  /** Whether it is known to live: it has just said so, and is not known to have ended since. */
  public boolean isAlive(Instant now) {
    return lastSign.plus(every.multipliedBy(MISSED_SIGNS)).isAfter(now) && !hasEnded();
  }

  /** Known of this machine only. */
  private boolean hasEnded() {
    Matcher name = NAME.matcher(process);
    return name.matches()
        && name.group(2).equals(thisHost())
        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
  }

  private static String thisHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
