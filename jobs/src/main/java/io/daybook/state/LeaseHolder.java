package io.daybook.state;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Who works on a source now.
 *
 * @param holder what the holder calls itself, host and process for instance
 * @param token fencing token of the lease
 * @param expiresAt when another may take it over, by the state server's clock
 */
public record LeaseHolder(
    String source, String holder, long token, Instant acquiredAt, Instant expiresAt) {
  public LeaseHolder {
    requireNonNull(source, "source is null");
    requireNonNull(holder, "holder is null");
    requireNonNull(acquiredAt, "acquiredAt is null");
    requireNonNull(expiresAt, "expiresAt is null");
  }
}
