package io.daybook.source.server;

import java.time.Duration;

/** How long a transaction of ours may wait, whatever the role or the database has set. */
public final class Patience {
  /** The first version with a limit on whole transactions. */
  private static final int TRANSACTION_TIMEOUT = 17;

  private Patience() {}

  /**
   * Settings of one transaction: an error rather than rows that row-level security filters, and
   * none of the server's own timeouts but one on locks.
   */
  public static String settings(int serverMajor, Duration lockTimeout) {
    return "set local row_security = off; "
        + ("set local lock_timeout = " + lockTimeout.toMillis() + "; ")
        + "set local statement_timeout = 0; "
        + "set local idle_in_transaction_session_timeout = 0; "
        + (serverMajor >= TRANSACTION_TIMEOUT ? "set local transaction_timeout = 0; " : "");
  }
}
