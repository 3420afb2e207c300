package io.daybook.delivery;

import static java.util.Objects.requireNonNull;

import io.daybook.state.StateDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How processes take deliveries and move them on. Claims are leases by the state server's clock;
 * every step demands the claim's token and the state before it, in one statement.
 *
 * <p>The one thing that cannot be undone is the end of a message. The state server is asked just
 * before it, too: a process that stood still while it sent finds its claim gone and breaks off, so
 * what was under way before that step may be tried again, and what was under way after it never is.
 */
final class Claims {
  private final StateDatabase database;
  private final Clock clock;
  private final String holder;
  private final Duration ttl;

  /**
   * Claims of one process.
   *
   * @param holder what it calls itself
   * @param ttl how long a claim holds without renewal
   */
  Claims(StateDatabase database, Clock clock, String holder, Duration ttl) {
    this.database = requireNonNull(database, "database is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.holder = requireNonNull(holder, "holder is null");
    this.ttl = requireNonNull(ttl, "ttl is null");
  }

  /** Whether anything is due, so that nobody need be put to work where nothing is. */
  boolean isAnyDue() {
    return database
        .row(
            "look for deliveries",
            """
            select exists (
                select 1
                from daybook.delivery as d
                where d.status in ('PENDING', 'RETRY') and d.not_before <= ?
            )
            """,
            row -> row.getBoolean(1),
            clock.instant())
        .orElse(false);
  }

  /** Takes the delivery of these channels that has been due for longest. */
  Optional<Claim> claim(Set<Channel> channels) {
    return claim(channels, false);
  }

  /**
   * Takes the delivery of these channels that has been due for longest.
   *
   * @param onlyForOperators leaves all others
   */
  Optional<Claim> claim(Set<Channel> channels, boolean onlyForOperators) {
    Instant now = clock.instant();
    return database
        .row(
            "claim a delivery",
            """
            with due as (
                select w.delivery_id
                from daybook.delivery as w
                where w.status in ('PENDING', 'RETRY')
                    and w.not_before <= ?
                    and w.channel = any (string_to_array(?, ' '))
                    and (not ? or w.source = ?)
                order by w.not_before, w.delivery_id
                limit 1
                for update skip locked
            ), claimed as (
                update daybook.delivery as d
                set
                    status = 'CLAIMED',
                    attempt = d.attempt + 1,
                    token = d.token + 1,
                    holder = ?,
                    expires_at = clock_timestamp() + ? * interval '1 millisecond',
                    ending_at = null,
                    first_attempt_at = coalesce(d.first_attempt_at, ?)
                from due
                where d.delivery_id = due.delivery_id
                returning
            """
                + DeliveryRows.COLUMNS
                + """
                ), tried as (
                    insert into daybook.delivery_attempt (delivery_id, attempt, holder, started_at)
                    select claimed.delivery_id, claimed.attempt, claimed.holder, ?
                    from claimed
                )
                select * from claimed
                """,
            DeliveryRows::delivery,
            now,
            channels.stream().map(Enum::name).collect(Collectors.joining(" ")),
            onlyForOperators,
            DeliveryKey.OPERATOR,
            holder,
            ttl.toMillis(),
            now,
            now)
        .map(Claim::new);
  }

  /**
   * Takes up what silent processes left. What had not come to the end of its message is known not
   * to be accepted and becomes due; of the rest nobody knows.
   *
   * @return how many
   */
  int sweep() {
    Instant now = clock.instant();
    return database.update(
        "take up deliveries of silent processes",
        """
        with left_over as (
            update daybook.delivery as d
            set
                status = case when d.ending_at is null then 'RETRY' else 'UNKNOWN' end,
                not_before = ?,
                finished_at = case when d.ending_at is null then null else ?::timestamptz end,
                note = case
                    when d.ending_at is null then 'its process fell silent before the end was sent'
                    else 'its process fell silent after the end was sent; nobody knows'
                end
            where d.status in ('CLAIMED', 'SENDING') and d.expires_at <= clock_timestamp()
            returning d.delivery_id, d.attempt, d.status
        )
        update daybook.delivery_attempt as a
        set
            ended_at = ?,
            outcome = case when left_over.status = 'UNKNOWN' then 'unknown' else 'lost' end
        from left_over
        where a.delivery_id = left_over.delivery_id and a.attempt = left_over.attempt
        """,
        now,
        now,
        now);
  }

  /** Extends a claim; false when it is lost. */
  boolean renew(Claim claim) {
    boolean held =
        !claim.isLost()
            && database.update(
                    "renew the claim of delivery " + claim.delivery().id(),
                    """
                    update daybook.delivery as d
                    set expires_at = clock_timestamp() + ? * interval '1 millisecond'
                    where d.delivery_id = ? and d.token = ? and d.status in ('CLAIMED', 'SENDING')
                    """,
                    ttl.toMillis(),
                    claim.delivery().id(),
                    claim.delivery().token())
                == 1;
    if (!held) {
      claim.lose();
    }
    return held;
  }

  /**
   * Records, before the first byte of a message goes out, that it goes out.
   *
   * @param real whether it goes to a real person: then the confirmation must be in force, too
   * @return false when the claim is lost or the confirmation withdrawn: it must not go out
   */
  boolean sending(Claim claim, boolean real, String sentTo, String server) {
    return database.update(
            "begin to send delivery " + claim.delivery().id(),
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
            claim.delivery().id(),
            claim.delivery().token(),
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
  boolean ending(Claim claim) {
    Instant now = clock.instant();
    return database.update(
            "end the sending of delivery " + claim.delivery().id(),
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
            claim.delivery().id(),
            claim.delivery().token(),
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
  boolean settle(Claim claim, DeliveryStatus status, String reply, Optional<Instant> next) {
    Instant now = clock.instant();
    String outcome = status.text();
    return database.update(
            "record the end of an attempt at delivery " + claim.delivery().id(),
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
            claim.delivery().id(),
            claim.delivery().token(),
            now,
            outcome,
            reply)
        == 1;
  }

  /** What failed or is unknown and nobody was told of yet; each is handed out once. */
  List<Delivery> takeUntold() {
    return database.rows(
        "look for deliveries that failed",
        """
        update daybook.delivery as d
        set told_at = ?
        where d.status in ('FAILED', 'UNKNOWN') and d.told_at is null
        returning
        """
            + DeliveryRows.COLUMNS,
        DeliveryRows::delivery,
        clock.instant());
  }
}
