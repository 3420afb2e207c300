package io.daybook.operate;

import static java.util.Objects.requireNonNull;

import io.daybook.delivery.Contents;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.state.StateDatabase;
import java.time.Clock;
import java.time.Duration;

/** Contents of mails to operators, in the state: they must go out when a warehouse is away. */
public final class AlertContents implements Contents {
  private static final Duration KEPT = Duration.ofDays(90);

  private final StateDatabase database;
  private final Clock clock;

  /** Contents in a state. */
  public AlertContents(StateDatabase database, Clock clock) {
    this.database = requireNonNull(database, "database is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public void keep(String sha256, byte[] bytes) {
    int unused =
        database.update(
            "keep an alert",
            """
            with old as (
                delete from daybook.alert_content where kept_at < ? and sha256 <> ?
            )
            insert into daybook.alert_content (sha256, content, kept_at)
            values (?, ?, ?)
            on conflict (sha256) do update set kept_at = excluded.kept_at
            """,
            clock.instant().minus(KEPT),
            sha256,
            sha256,
            bytes,
            clock.instant());
  }

  @Override
  public byte[] read(String sha256) {
    return database
        .row(
            "read an alert",
            "select content from daybook.alert_content where sha256 = ?",
            row -> row.getBytes(1),
            sha256)
        .orElseThrow(
            () ->
                DaybookException.of(
                        Code.BOOK_CORRUPT, "Cannot read the alert %s: it is gone".formatted(sha256))
                    .state("alerts are kept for %d days".formatted(KEPT.toDays()))
                    .next("daybook status shows what is wrong now")
                    .build());
  }
}
