package io.daybook.delivery;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A delivery as it stood when it was read.
 *
 * @param id how people name it
 * @param filing where a person finds it among files
 * @param attempt how often it was tried
 * @param token fencing token of the newest claim
 * @param notBefore when it is tried next, while it waits
 * @param note what the last attempt ended with, the server's reply among it
 * @param requestedBy the person who asked for a resend
 */
public record Delivery(
    long id,
    DeliveryKey key,
    DeliveryStatus status,
    OptionalLong release,
    Filing filing,
    String subject,
    int attempt,
    long token,
    Instant notBefore,
    Instant recordedAt,
    Optional<Instant> firstAttemptAt,
    Optional<Instant> finishedAt,
    Optional<String> holder,
    Optional<String> note,
    Optional<String> requestedBy) {
  public Delivery {
    requireNonNull(key, "key is null");
    requireNonNull(status, "status is null");
    requireNonNull(release, "release is null");
    requireNonNull(filing, "filing is null");
    requireNonNull(subject, "subject is null");
    requireNonNull(notBefore, "notBefore is null");
    requireNonNull(recordedAt, "recordedAt is null");
    requireNonNull(firstAttemptAt, "firstAttemptAt is null");
    requireNonNull(finishedAt, "finishedAt is null");
    requireNonNull(holder, "holder is null");
    requireNonNull(note, "note is null");
    requireNonNull(requestedBy, "requestedBy is null");
  }
}
