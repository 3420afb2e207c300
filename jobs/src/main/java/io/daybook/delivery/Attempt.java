package io.daybook.delivery;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * One attempt at a delivery.
 *
 * @param holder the process
 * @param sentTo address or folder that it went to; a trial's differs from the recipient
 * @param server that took it or refused it
 * @param sendingAt when the hand-over began
 * @param endingAt when the end of the message was about to be sent
 * @param outcome status that it ended with, or {@code lost} with its process
 * @param reply what the server said
 */
public record Attempt(
    int number,
    String holder,
    Instant startedAt,
    Optional<String> sentTo,
    Optional<String> server,
    Optional<Instant> sendingAt,
    Optional<Instant> endingAt,
    Optional<Instant> endedAt,
    Optional<String> outcome,
    Optional<String> reply) {
  public Attempt {
    requireNonNull(holder, "holder is null");
    requireNonNull(startedAt, "startedAt is null");
    requireNonNull(sentTo, "sentTo is null");
    requireNonNull(server, "server is null");
    requireNonNull(sendingAt, "sendingAt is null");
    requireNonNull(endingAt, "endingAt is null");
    requireNonNull(endedAt, "endedAt is null");
    requireNonNull(outcome, "outcome is null");
    requireNonNull(reply, "reply is null");
  }
}
