package io.daybook.delivery;

import static java.util.Objects.requireNonNull;

import io.daybook.state.StateDatabase;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How the ledger stands as a whole; for status, metrics and alerts. Safe for several threads. */
public final class DeliveryOverview {
  private final StateDatabase database;

  /** The source that it is about; null for all. */
  private final String only;

  /** The overview of a state's ledger. */
  public DeliveryOverview(StateDatabase database) {
    this(database, Optional.empty());
  }

  /** The same, of one source alone where one is named. */
  public DeliveryOverview(StateDatabase database, Optional<String> only) {
    this.database = requireNonNull(database, "database is null");
    this.only = requireNonNull(only, "only is null").orElse(null);
  }

  /** How many deliveries stand where, by source. */
  public Map<String, Map<DeliveryStatus, Long>> count() {
    Map<String, Map<DeliveryStatus, Long>> counts = new TreeMap<>();
    database
        .rows(
            "count the deliveries",
            """
            select d.source, d.status, count(*)
            from daybook.delivery as d
            where ?::text is null or d.source = ?
            group by 1, 2
            """,
            row ->
                Map.entry(
                    row.getString(1),
                    Map.entry(DeliveryStatus.valueOf(row.getString(2)), row.getLong(3))),
            only,
            only)
        .forEach(
            each ->
                counts
                    .computeIfAbsent(each.getKey(), source -> new EnumMap<>(DeliveryStatus.class))
                    .put(each.getValue().getKey(), each.getValue().getValue()));
    return counts;
  }

  /**
   * Deliveries that ended in a status, and of which no newer one to the same was asked for.
   *
   * @param since when they ended at the earliest
   */
  public List<Delivery> unsettled(DeliveryStatus status, Instant since, int limit) {
    return database.rows(
        "list deliveries that need a person",
        "select "
            + DeliveryRows.COLUMNS
            + """
            from daybook.delivery as d
            where d.status = ?
                and d.finished_at >= ?
                and (?::text is null or d.source = ?)
                and not exists (
                    select 1
                    from daybook.delivery as newer
                    where newer.source = d.source
                        and newer.tenant = d.tenant
                        and newer.report = d.report
                        and newer.occurrence = d.occurrence
                        and newer.channel = d.channel
                        and newer.recipient = d.recipient
                        and newer.resend > d.resend
                )
            order by d.delivery_id
            limit ?
            """,
        DeliveryRows::delivery,
        status.name(),
        since,
        only,
        only,
        limit);
  }

  /** When the oldest was recorded that still is to be delivered; empty when none is. */
  public Optional<Instant> oldestWaiting() {
    return database
        .row(
            "look for the oldest delivery that waits",
            """
            select min(d.recorded_at)
            from daybook.delivery as d
            where d.status in ('PENDING', 'RETRY', 'CLAIMED', 'SENDING')
                and (?::text is null or d.source = ?)
            """,
            row -> StateDatabase.instant(row, 1),
            only,
            only)
        .flatMap(oldest -> oldest);
  }

  /**
   * What became of the newest occurrence of a report that has deliveries.
   *
   * @param messages that were recorded for it, resent ones among them
   * @param handedOver those that a server or a folder has
   * @param finishedAt when the last of them ended
   */
  public record Last(
      String report,
      String occurrence,
      long messages,
      long handedOver,
      Optional<Instant> finishedAt) {
    public Last {
      requireNonNull(report, "report is null");
      requireNonNull(occurrence, "occurrence is null");
      requireNonNull(finishedAt, "finishedAt is null");
    }
  }

  /** The newest occurrence of every report of a source. */
  public List<Last> last(String source) {
    return database.rows(
        "look for the last deliveries of " + source,
        """
        with newest as (
            select distinct on (n.tenant, n.report) n.tenant, n.report, n.occurrence
            from daybook.delivery as n
            where n.source = ?
            order by n.tenant, n.report, n.delivery_id desc
        )
        select
            d.report,
            d.occurrence,
            count(*),
            count(*) filter (where d.status in ('SENT', 'SHADOWED')),
            max(d.finished_at)
        from daybook.delivery as d
        inner join newest
            on newest.tenant = d.tenant
            and newest.report = d.report
            and newest.occurrence = d.occurrence
        where d.source = ?
        group by d.report, d.occurrence
        order by d.report
        """,
        row ->
            new Last(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                StateDatabase.instant(row, 5)),
        source,
        source);
  }
}
