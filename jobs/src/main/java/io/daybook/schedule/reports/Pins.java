package io.daybook.schedule.reports;

import static java.util.Objects.requireNonNull;

import io.daybook.report.ReleaseReports;
import io.daybook.state.StateDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * From which release a report is issued for an occurrence: from the one that the first maker of its
 * file took, whoever makes it for the others, so that all recipients get the same file. Safe for
 * several threads and processes.
 */
public final class Pins {
  private final StateDatabase database;
  private final Clock clock;

  /** The pins of a state. */
  public Pins(StateDatabase database, Clock clock) {
    this.database = requireNonNull(database, "database is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  private record Pin(long release, Optional<Instant> lateFor) {}

  /**
   * The issue as its first maker had it; as it is where there is none, or where nobody can make
   * that one any more.
   *
   * @param again makes it from another release
   */
  Issue first(
      Issue issue, ReleasedReports releases, Function<ReleaseReports, Optional<Issue>> again) {
    Pin pin = read(issue).orElse(null);
    if (pin == null) {
      return issue;
    }
    if (pin.release() == issue.release()) {
      return issue.lateFor(pin.lateFor());
    }
    Optional<Issue> same =
        releases
            .from(issue.source(), pin.release(), again)
            .map(other -> other.lateFor(pin.lateFor()))
            .filter(other -> other.occurrence().equals(issue.occurrence()));
    if (same.isEmpty()) {
      forget(issue, pin);
    }
    return same.orElse(issue);
  }

  /** Whether this is what all recipients get; from then on it is. */
  boolean claim(Issue issue) {
    database.update(
        "pin the release of a report",
        """
        insert into daybook.report_issue
            (source, tenant, report, occurrence, release, late_for, pinned_at)
        values (?, ?, ?, ?, ?, ?, ?)
        on conflict do nothing
        """,
        issue.source(),
        issue.tenant(),
        issue.id(),
        issue.occurrence(),
        issue.release(),
        issue.lateFor().orElse(null),
        clock.instant());
    return read(issue)
        .filter(pin -> pin.release() == issue.release())
        .filter(pin -> pin.lateFor().equals(issue.lateFor()))
        .isPresent();
  }

  private Optional<Pin> read(Issue issue) {
    return database.row(
        "read the release of a report",
        """
        select i.release, i.late_for
        from daybook.report_issue as i
        where i.source = ? and i.tenant = ? and i.report = ? and i.occurrence = ?
        """,
        row -> new Pin(row.getLong(1), StateDatabase.instant(row, 2)),
        issue.source(),
        issue.tenant(),
        issue.id(),
        issue.occurrence());
  }

  private void forget(Issue issue, Pin pin) {
    database.update(
        "forget the collected release of a report",
        """
        delete from daybook.report_issue as i
        where i.source = ?
            and i.tenant = ?
            and i.report = ?
            and i.occurrence = ?
            and i.release = ?
        """,
        issue.source(),
        issue.tenant(),
        issue.id(),
        issue.occurrence(),
        pin.release());
  }
}
