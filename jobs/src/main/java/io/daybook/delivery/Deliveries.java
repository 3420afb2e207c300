package io.daybook.delivery;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.daybook.digest.Sha256;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.state.StateDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The ledger: what is to be delivered, and what became of it. One row a message and recipient under
 * a unique key, whoever records it however often. Safe for several threads and processes.
 */
public final class Deliveries {
  private final StateDatabase database;
  private final Clock clock;

  /** The ledger of a state. */
  public Deliveries(StateDatabase database, Clock clock) {
    this.database = requireNonNull(database, "database is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * Records a message as to be delivered, and keeps its contents first. It leaves when a {@link
   * Dispatcher} works.
   *
   * @return false when its key is known already: the first one counts, nothing is changed
   */
  public boolean record(Message message, Contents contents) {
    List<Part> parts = keep(message, contents);
    DeliveryKey key = message.key();
    Instant now = clock.instant();
    return database.update(
            "record a delivery of " + key.report(),
            """
            with recorded as (
                insert into daybook.delivery (
                    key, source, tenant, report, occurrence, channel, recipient, resend,
                    release, filing, subject, status, not_before, recorded_at
                )
                values (?, ?, ?, ?, ?, ?, ?, ?, ?::bigint, ?, ?, 'PENDING', ?, ?)
                on conflict (key) do nothing
                returning delivery_id
            )
            insert into daybook.delivery_part
                (delivery_id, position, role, name, media_type, sha256, bytes)
            select
                recorded.delivery_id, p.position, p.role, p.name, p.media_type, p.sha256, p.bytes
            from recorded
            cross join jsonb_to_recordset(?::jsonb) as p (
                position integer, role text, name text, media_type text, sha256 text, bytes bigint
            )
            """,
            key.hash(),
            key.source(),
            key.tenant(),
            key.report(),
            key.occurrence(),
            key.channel().name(),
            key.recipient(),
            key.resend(),
            message.release(),
            message.filing().text(),
            message.subject(),
            now,
            now,
            json(parts))
        > 0;
  }

  private static List<Part> keep(Message message, Contents contents) {
    List<Part> parts = new ArrayList<>();
    parts.add(body(Part.Role.HTML, "html", "text/html", message.html(), contents));
    parts.add(body(Part.Role.TEXT, "text", "text/plain", message.text(), contents));
    message.images().forEach(image -> parts.add(file(Part.Role.IMAGE, image, contents)));
    message.attachments().forEach(file -> parts.add(file(Part.Role.ATTACHMENT, file, contents)));
    return parts;
  }

  private static Part body(
      Part.Role role, String name, String mediaType, String text, Contents contents) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String sha256 = Sha256.of(bytes);
    contents.keep(sha256, bytes);
    return new Part(role, name, mediaType, sha256, bytes.length);
  }

  private static Part file(Part.Role role, MessageFile file, Contents contents) {
    contents.keep(file.sha256(), file.bytes());
    return Part.of(role, file);
  }

  private static String json(List<Part> parts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Part part : parts) {
      array
          .addObject()
          .put("position", array.size())
          .put("role", part.role().name())
          .put("name", part.name())
          .put("media_type", part.mediaType())
          .put("sha256", part.sha256())
          .put("bytes", part.bytes());
    }
    return array.toString();
  }

  /**
   * Has the same sent once more, as a delivery of its own. Only a person may ask for that: the
   * first may have arrived. Whoever may still be at the first has lost it then and cannot have it
   * tried again.
   *
   * @param person who asks
   * @return the new delivery
   * @throws DaybookException USAGE when there is none of this id, or it is still under way
   */
  public Delivery resend(long id, String person) {
    Delivery original = require(id);
    DeliveryKey key = original.key();
    List<Delivery> same = same(key);
    Optional<Delivery> underWay =
        same.stream().filter(each -> !each.status().isFinal()).findFirst();
    if (underWay.isPresent()) {
      throw underWay(id, underWay.orElseThrow());
    }
    int newest = same.stream().mapToInt(each -> each.key().resend()).max().orElseThrow();
    Instant now = clock.instant();
    return database
        .row(
            "resend delivery " + id,
            """
            with ended as (
                update daybook.delivery as e
                set token = e.token + 1
                where e.delivery_id = any (string_to_array(?, ' ')::bigint[])
                    and e.status in ('SENT', 'FAILED', 'UNKNOWN', 'SHADOWED')
                returning e.delivery_id
            ), again as (
                insert into daybook.delivery as d (
                    key, source, tenant, report, occurrence, channel, recipient, resend,
                    requested_by, release, filing, subject, status, not_before, recorded_at
                )
                select
                    ?, o.source, o.tenant, o.report, o.occurrence, o.channel, o.recipient, ?,
                    ?, o.release, o.filing, o.subject, 'PENDING', ?, ?
                from daybook.delivery as o
                where o.delivery_id = ? and (select count(*) from ended) = ?
                on conflict (key) do nothing
                returning
            """
                + DeliveryRows.COLUMNS
                + """
                ), parts as (
                    insert into daybook.delivery_part
                        (delivery_id, position, role, name, media_type, sha256, bytes)
                    select
                        again.delivery_id, p.position, p.role, p.name, p.media_type, p.sha256,
                        p.bytes
                    from again
                    inner join daybook.delivery_part as p on p.delivery_id = ?
                )
                select * from again
                """,
            DeliveryRows::delivery,
            same.stream().map(each -> Long.toString(each.id())).collect(Collectors.joining(" ")),
            key.resent(newest + 1).hash(),
            newest + 1,
            person,
            now,
            now,
            id,
            same.size(),
            id)
        .orElseThrow(() -> underWay(id, original));
  }

  private static DaybookException underWay(long id, Delivery other) {
    return DaybookException.of(
            Code.USAGE,
            "Cannot resend delivery %d: delivery %d, the same to the same, is %s"
                .formatted(
                    id,
                    other.id(),
                    other.status().isFinal() ? "being resent or retried" : other.status().text()))
        .state("nothing was changed")
        .next("wait until it has ended: daybook deliveries show " + other.id())
        .build();
  }

  /** All deliveries of this key, whatever their number, oldest first. */
  private List<Delivery> same(DeliveryKey key) {
    return database.rows(
        "read the deliveries of " + key.report(),
        "select "
            + DeliveryRows.COLUMNS
            + """
            from daybook.delivery as d
            where d.source = ?
                and d.tenant = ?
                and d.report = ?
                and d.occurrence = ?
                and d.channel = ?
                and d.recipient = ?
            order by d.resend
            """,
        DeliveryRows::delivery,
        key.source(),
        key.tenant(),
        key.report(),
        key.occurrence(),
        key.channel().name(),
        key.recipient());
  }

  /** The delivery of this id. */
  public Optional<Delivery> find(long id) {
    return database.row(
        "read delivery " + id,
        "select " + DeliveryRows.COLUMNS + " from daybook.delivery as d where d.delivery_id = ?",
        DeliveryRows::delivery,
        id);
  }

  /**
   * The delivery of this id.
   *
   * @throws DaybookException USAGE when there is none
   */
  public Delivery require(long id) {
    return find(id)
        .orElseThrow(
            () ->
                DaybookException.of(Code.USAGE, "Cannot find delivery " + id + ": there is none")
                    .state("nothing was changed")
                    .next("daybook deliveries list")
                    .build());
  }

  /** Newest first. */
  public List<Delivery> list(Optional<String> source, Optional<DeliveryStatus> status, int limit) {
    return database.rows(
        "list the deliveries",
        "select "
            + DeliveryRows.COLUMNS
            + """
            from daybook.delivery as d
            where (?::text is null or d.source = ?) and (?::text is null or d.status = ?)
            order by d.delivery_id desc
            limit ?
            """,
        DeliveryRows::delivery,
        source.orElse(null),
        source.orElse(null),
        status.map(Enum::name).orElse(null),
        status.map(Enum::name).orElse(null),
        limit);
  }

  /** What a delivery is made of: bodies, images, files. */
  public List<Part> parts(long id) {
    return database.rows(
        "read the parts of delivery " + id,
        """
        select p.role, p.name, p.media_type, p.sha256, p.bytes
        from daybook.delivery_part as p
        where p.delivery_id = ?
        order by p.position
        """,
        DeliveryRows::part,
        id);
  }

  /** Its attempts, oldest first. */
  public List<Attempt> attempts(long id) {
    return database.rows(
        "read the attempts of delivery " + id,
        """
        select
            a.attempt, a.holder, a.started_at, a.sent_to, a.server, a.sending_at, a.ending_at,
            a.ended_at, a.outcome, a.reply
        from daybook.delivery_attempt as a
        where a.delivery_id = ?
        order by a.attempt
        """,
        DeliveryRows::attempt,
        id);
  }
}
