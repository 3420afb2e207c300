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
 * What one process finds to do in the ledger: deliveries that are due, what silent processes left,
 * and failures that nobody was told of. Each is handed to one process.
 */
final class DeliveryQueue {
  private final StateDatabase database;
  private final Clock clock;
  private final String holder;
  private final Duration ttl;

  /**
   * The queue as one process sees it.
   *
   * @param holder what it calls itself
   * @param ttl how long a claim holds without renewal
   */
  DeliveryQueue(StateDatabase database, Clock clock, String holder, Duration ttl) {
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

  /**
   * Takes the delivery of these channels that has been due for longest.
   *
   * @param onlyForOperators leaves all others
   */
  Optional<DeliveryClaim> claim(Set<Channel> channels, boolean onlyForOperators) {
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
        .map(delivery -> new DeliveryClaim(database, clock, ttl, delivery));
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
