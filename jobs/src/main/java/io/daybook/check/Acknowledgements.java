package io.daybook.check;

import static java.util.Objects.requireNonNull;

import io.daybook.state.StateDatabase;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/**
 * The acknowledgements of the state. The newest of a check counts; those that it replaced, and
 * those that were taken back, stay on record.
 */
public final class Acknowledgements {
  private final StateDatabase database;
  private final Clock clock;

  /** Acknowledgements in a state. */
  public Acknowledgements(StateDatabase database, Clock clock) {
    this.database = requireNonNull(database, "database is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** Records one. */
  public void add(Acknowledgement acknowledgement) {
    int unused =
        database.update(
            "acknowledge check " + acknowledgement.check(),
            """
            insert into daybook.check_acknowledgement
                (source, check_name, by_whom, why, until_date, up_to, acknowledged_at)
            values (?, ?, ?, ?, ?, ?, ?)
            """,
            acknowledgement.source(),
            acknowledgement.check(),
            acknowledgement.by(),
            acknowledgement.why(),
            acknowledgement.until(),
            acknowledgement.upTo(),
            acknowledgement.at());
  }

  /**
   * Takes back what holds of a check.
   *
   * @return whether there was something to take back
   */
  public boolean withdraw(String source, String check, String by) {
    return database.update(
            "withdraw the acknowledgement of check " + check,
            """
            update daybook.check_acknowledgement
            set withdrawn_at = ?, withdrawn_by = ?
            where source = ? and check_name = ? and withdrawn_at is null
            """,
            clock.instant(),
            by,
            source,
            check)
        > 0;
  }

  /**
   * What was said last of each check of a source and not taken back, by check; also what no longer
   * covers anything, because its check must speak again.
   */
  public List<Acknowledgement> of(String source) {
    return database.rows(
        "read the acknowledgements of " + source,
        """
        select distinct on (check_name)
            check_name, by_whom, why, until_date, up_to, acknowledged_at
        from daybook.check_acknowledgement
        where source = ? and withdrawn_at is null
        order by check_name, acknowledgement_id desc
        """,
        row ->
            new Acknowledgement(
                source,
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getObject(4, LocalDate.class),
                row.getLong(5),
                StateDatabase.instant(row, 6).orElseThrow()),
        source);
  }
}
