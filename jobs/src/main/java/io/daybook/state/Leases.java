package io.daybook.state;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/** One lease a source. All times are the state server's. */
public final class Leases {
  private final StateDatabase database;

  Leases(StateDatabase database) {
    this.database = database;
  }

  /**
   * Takes the lease when it is free, released or expired.
   *
   * @param holder what the caller calls itself, for people
   * @param ttl how long it holds without renewal
   * @return empty when another holds it
   */
  public Optional<Lease> acquire(String source, String holder, Duration ttl) {
    requireNonNull(source, "source is null");
    requireNonNull(holder, "holder is null");
    if (ttl.isZero() || ttl.isNegative()) {
      throw new IllegalArgumentException("Invalid ttl: " + ttl);
    }
    return database
        .row(
            "acquire the lease of " + source,
            """
            insert into daybook.lease as held (source, holder, token, acquired_at, expires_at)
            values (?, ?, 1, clock_timestamp(), clock_timestamp() + ? * interval '1 millisecond')
            on conflict (source) do update
            set
                holder = excluded.holder,
                token = held.token + 1,
                acquired_at = excluded.acquired_at,
                expires_at = excluded.expires_at
            where held.expires_at <= clock_timestamp()
            returning token
            """,
            row -> row.getLong(1),
            source,
            holder,
            ttl.toMillis())
        .map(token -> new Lease(database, source, token, ttl));
  }

  /**
   * Takes the lease from a holder whose process is known to be dead, without waiting for its end.
   *
   * @param dead what {@link #holder} said; if another has taken the lease since, this fails
   * @return empty when the lease is no longer the dead holder's
   */
  public Optional<Lease> seize(LeaseHolder dead, String holder, Duration ttl) {
    return database
        .row(
            "seize the lease of " + dead.source(),
            """
            update daybook.lease
            set
                holder = ?,
                token = token + 1,
                acquired_at = clock_timestamp(),
                expires_at = clock_timestamp() + ? * interval '1 millisecond'
            where source = ? and token = ?
            returning token
            """,
            row -> row.getLong(1),
            holder,
            ttl.toMillis(),
            dead.source(),
            dead.token())
        .map(token -> new Lease(database, dead.source(), token, ttl));
  }

  /** Who holds the lease of this source now. */
  public Optional<LeaseHolder> holder(String source) {
    return database.row(
        "read the lease of " + source,
        """
        select source, holder, token, acquired_at, expires_at
        from daybook.lease
        where source = ? and expires_at > clock_timestamp()
        """,
        row ->
            new LeaseHolder(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                StateDatabase.instant(row, 4).orElseThrow(),
                StateDatabase.instant(row, 5).orElseThrow()),
        source);
  }
}
