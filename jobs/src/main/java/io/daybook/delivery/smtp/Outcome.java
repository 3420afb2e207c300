package io.daybook.delivery.smtp;

import static java.util.Objects.requireNonNull;

/**
 * How an attempt ended, as far as it is known.
 *
 * @param verdict what follows from it
 * @param reply what the server or the folder said
 */
public record Outcome(Verdict verdict, String reply) {
  /** What follows from it. */
  public enum Verdict {
    /** Accepted. */
    SENT,
    /** Written to the shadow's folder. */
    SHADOWED,
    /** Known not to be accepted; may be later. */
    LATER,
    /** As LATER, and no other message would fare better now. */
    SERVER_AWAY,
    /** Known not to be accepted, and never will be. */
    REFUSED,
    /** May be accepted. */
    UNKNOWN
  }

  public Outcome {
    requireNonNull(verdict, "verdict is null");
    reply = OneLine.of(requireNonNull(reply, "reply is null"));
  }
}
