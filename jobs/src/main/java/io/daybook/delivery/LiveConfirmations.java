package io.daybook.delivery;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.state.StateDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What persons have confirmed: that the application's own sender is off, so that nobody gets every
 * report twice once Daybook sends. A configuration that says live does nothing without.
 */
public final class LiveConfirmations {
  private final StateDatabase database;
  private final Clock clock;

  /**
   * A confirmation in force.
   *
   * @param tenant empty for all tenants of the source
   */
  public record Confirmation(
      String source, Optional<String> tenant, String confirmedBy, Instant confirmedAt) {
    public Confirmation {
      requireNonNull(source, "source is null");
      requireNonNull(tenant, "tenant is null");
      requireNonNull(confirmedBy, "confirmedBy is null");
      requireNonNull(confirmedAt, "confirmedAt is null");
    }
  }

  /** The confirmations of a state. */
  public LiveConfirmations(StateDatabase database, Clock clock) {
    this.database = requireNonNull(database, "database is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** What a person must say, word for word. */
  public static String phrase(String source, Optional<String> tenant) {
    return "the own sender of "
        + source
        + tenant.map(id -> " is off for tenant " + id).orElse(" is off");
  }

  /**
   * Records that a person has confirmed. Confirming again is no change.
   *
   * @throws DaybookException USAGE when the phrase is another
   */
  public void confirm(String source, Optional<String> tenant, String said, String person) {
    String phrase = phrase(source, tenant);
    if (!said.strip().equals(phrase)) {
      throw DaybookException.of(
              Code.USAGE, "Cannot let " + source + " go live: that is not the confirmation")
          .state("nothing was changed; messages go where they went")
          .next(
              "turn the application's own sender off, then: daybook deliveries go-live %s%s --confirm \"%s\""
                  .formatted(source, tenant.map(id -> " --tenant " + id).orElse(""), phrase))
          .build();
    }
    database.update(
        "record the confirmation of " + source,
        """
        insert into daybook.live_confirmation
            (source, tenant, phrase, confirmed_by, confirmed_at)
        values (?, ?, ?, ?, ?)
        on conflict (source, tenant) where withdrawn_at is null do nothing
        """,
        source,
        tenant.orElse(""),
        phrase,
        person,
        clock.instant());
  }

  /**
   * Ends a confirmation at once: what has not begun to be sent is not sent any more.
   *
   * @return false when there was none
   */
  public boolean withdraw(String source, Optional<String> tenant, String person) {
    return database.update(
            "withdraw the confirmation of " + source,
            """
            update daybook.live_confirmation as c
            set withdrawn_by = ?, withdrawn_at = ?
            where c.source = ? and c.tenant = ? and c.withdrawn_at is null
            """,
            person,
            clock.instant(),
            source,
            tenant.orElse(""))
        == 1;
  }

  /** Those in force. */
  public List<Confirmation> inForce() {
    return database.rows(
        "read the confirmations",
        """
        select c.source, nullif(c.tenant, ''), c.confirmed_by, c.confirmed_at
        from daybook.live_confirmation as c
        where c.withdrawn_at is null
        order by c.source, c.tenant
        """,
        LiveConfirmations::confirmation);
  }

  private static Confirmation confirmation(ResultSet row) throws SQLException {
    return new Confirmation(
        row.getString(1),
        Optional.ofNullable(row.getString(2)),
        row.getString(3),
        StateDatabase.instant(row, 4).orElseThrow());
  }
}
