package io.daybook.state;

import java.time.Duration;

/**
 * The right to work on one source until it expires. Losing it stops nobody by itself: every write
 * of a run carries the token, and the state refuses a token that is not the newest.
 *
 * <p>Safe for several threads, a heartbeat's for instance.
 */
public final class Lease implements AutoCloseable {
  private final StateDatabase database;
  private final String source;
  private final long token;
  private final Duration ttl;

  Lease(StateDatabase database, String source, long token, Duration ttl) {
    this.database = database;
    this.source = source;
    this.token = token;
    this.ttl = ttl;
  }

  /** The source it is for. */
  public String source() {
    return source;
  }

  /** Fencing token; larger than that of every earlier lease of this source. */
  public long token() {
    return token;
  }

  /**
   * Extends the lease by its duration from now, also one that has expired and that nobody took.
   *
   * @return false when another has taken it over
   */
  public boolean renew() {
    return database.update(
            "renew the lease of " + source,
            """
            update daybook.lease
            set expires_at = clock_timestamp() + ? * interval '1 millisecond'
            where source = ? and token = ?
            """,
            ttl.toMillis(),
            source,
            token)
        == 1;
  }

  /** Lets others have the source at once. Does nothing when another has taken it over. */
  public void release() {
    database.update(
        "release the lease of " + source,
        """
        update daybook.lease
        set expires_at = least(expires_at, clock_timestamp())
        where source = ? and token = ?
        """,
        source,
        token);
  }

  /** {@link #release}. */
  @Override
  public void close() {
    release();
  }
}
