package io.daybook.delivery;

import static java.util.Objects.requireNonNull;

import io.daybook.state.StateDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The right of one process to one delivery, and how the delivery moves on under it. A claim is a
 * lease by the state server's clock; every step demands its token and the state before it, in one
 * statement.
 *
 * <p>The one thing that cannot be undone is the end of a message. The state server is asked just
 * before it, too: a process that stood still while it sent finds its claim gone and breaks off, so
 * what was under way before that step may be tried again, and what was under way after it never is.
 */
final class DeliveryClaim {
  private final StateDatabase database;
  private final Clock clock;
  private final Duration ttl;
  private final Delivery delivery;
  private volatile boolean lost;

  /**
   * A claim that was just taken.
   *
   * @param ttl how long it holds without renewal
   * @param delivery as it was when it was claimed
   */
  DeliveryClaim(StateDatabase database, Clock clock, Duration ttl, Delivery delivery) {
    this.database = requireNonNull(database, "database is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.ttl = requireNonNull(ttl, "ttl is null");
    this.delivery = requireNonNull(delivery, "delivery is null");
  }

  /** As it was when it was claimed. */
  Delivery delivery() {
    return delivery;
  }

  boolean isLost() {
    return lost;
  }

  /** Extends it; false when it is lost. */
  boolean renew() {
    boolean held =
        !lost
            && database.update(
                    "renew the claim of delivery " + delivery.id(),
                    """
                    update daybook.delivery as d
                    set expires_at = clock_timestamp() + ? * interval '1 millisecond'
                    where d.delivery_id = ? and d.token = ? and d.status in ('CLAIMED', 'SENDING')
                    """,
                    ttl.toMillis(),
                    delivery.id(),
                    delivery.token())
                == 1;
    if (!held) {
      lost = true;
    }
    return held;
  }

  /**
   * Records, before the first byte of a message goes out, that it goes out.
   *
   * @param real whether it goes to a real person: then the confirmation must be in force, too
   * @return false when the claim is lost or the confirmation withdrawn: it must not go out
   */
  boolean sending(boolean real, String sentTo, String server) {
    return database.update(
            "begin to send delivery " + delivery.id(),
            """
            with going as (
                update daybook.delivery as d
                set
                    status = 'SENDING',
                    expires_at = clock_timestamp() + ? * interval '1 millisecond'
                where d.delivery_id = ?
                    and d.token = ?
                    and d.status = 'CLAIMED'
                    and d.expires_at > clock_timestamp()
                    and (
                        not ?
                        or exists (
                            select 1
                            from daybook.live_confirmation as c
                            where c.source = d.source
                                and c.tenant in ('', d.tenant)
                                and c.withdrawn_at is null
                        )
                    )
                returning d.delivery_id, d.attempt
            )
            update daybook.delivery_attempt as a
            set sending_at = ?, sent_to = ?, server = ?
            from going
            where a.delivery_id = going.delivery_id and a.attempt = going.attempt
            """,
            ttl.toMillis(),
            delivery.id(),
            delivery.token(),
            real,
            clock.instant(),
            sentTo,
            server)
        == 1;
  }

  /**
   * Records that the end of the message goes out now; from here on the server may have it.
   *
   * @return false when the claim is lost: the end must not go out
   */
  boolean ending() {
    Instant now = clock.instant();
    return database.update(
            "end the sending of delivery " + delivery.id(),
            """
            with ending as (
                update daybook.delivery as d
                set
                    ending_at = ?,
                    expires_at = clock_timestamp() + ? * interval '1 millisecond'
                where d.delivery_id = ?
                    and d.token = ?
                    and d.status = 'SENDING'
                    and d.expires_at > clock_timestamp()
                returning d.delivery_id, d.attempt
            )
            update daybook.delivery_attempt as a
            set ending_at = ?
            from ending
            where a.delivery_id = ending.delivery_id and a.attempt = ending.attempt
            """,
            now,
            ttl.toMillis(),
            delivery.id(),
            delivery.token(),
            now)
        == 1;
  }

  /**
   * Records how an attempt ended. A process that stood still may know of what was found UNKNOWN
   * meanwhile, and tell: then it is known. Unless a person has had it resent; that takes the claim.
   *
   * @param next when it is tried again, for status RETRY
   * @return false when another process has taken it over, or a person has had it resent
   */
  boolean settle(DeliveryStatus status, String reply, Optional<Instant> next) {
    Instant now = clock.instant();
    String outcome = status.text();
    return database.update(
            "record the end of an attempt at delivery " + delivery.id(),
            """
            with settled as (
                update daybook.delivery as d
                set
                    status = ?,
                    not_before = coalesce(?::timestamptz, d.not_before),
                    finished_at = case when ? = 'RETRY' then null else ?::timestamptz end,
                    told_at = null,
                    note = nullif(?, '')
                where d.delivery_id = ?
                    and d.token = ?
                    and d.status in ('CLAIMED', 'SENDING', 'UNKNOWN')
                returning d.delivery_id, d.attempt
            )
            update daybook.delivery_attempt as a
            set ended_at = ?, outcome = ?, reply = nullif(?, '')
            from settled
            where a.delivery_id = settled.delivery_id and a.attempt = settled.attempt
            """,
            status.name(),
            next.orElse(null),
            status.name(),
            now,
            reply,
            delivery.id(),
            delivery.token(),
            now,
            outcome,
            reply)
        == 1;
  }
}
