package io.daybook.delivery;

import static java.util.Objects.requireNonNull;

import io.daybook.delivery.smtp.OneLine;
import io.daybook.digest.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * What makes a delivery the same as another. Whoever records the same key twice has recorded one
 * delivery.
 *
 * @param report the schedule or report whose result is delivered
 * @param occurrence which time of it, {@code 2026-11-20} for instance
 * @param recipient an address, or the path of a folder
 * @param resend 0, and one more each time a person asks for the same once more
 */
public record DeliveryKey(
    String source,
    String tenant,
    String report,
    String occurrence,
    Channel channel,
    String recipient,
    int resend) {
  /**
   * Source and tenant of what is not for the audience but for those who run Daybook. No source can
   * have this name. Shadow, trials and confirmations are not about it; its recipients are only
   * those whom the configuration names.
   */
  public static final String OPERATOR = "(operator)";

  public DeliveryKey {
    source = plain("source", source);
    tenant = plain("tenant", tenant);
    report = plain("report", report);
    occurrence = plain("occurrence", occurrence);
    requireNonNull(channel, "channel is null");
    recipient = OneLine.visible(requireNonNull(recipient, "recipient is null").strip());
    if (resend < 0) {
      throw new IllegalArgumentException("Invalid resend: " + resend);
    }
  }

  /** A control character would be a defect of the caller: these are names and ids. */
  private static String plain(String what, String text) {
    requireNonNull(text, what + " is null");
    if (text.isEmpty() || !OneLine.visible(text).equals(text)) {
      throw new IllegalArgumentException("Invalid " + what + ": empty, or with control characters");
    }
    return text;
  }

  /** Whether it is for those who run Daybook. */
  public boolean isForOperator() {
    return source.equals(OPERATOR);
  }

  /** The same once more. */
  public DeliveryKey resent(int number) {
    return new DeliveryKey(source, tenant, report, occurrence, channel, recipient, number);
  }

  /**
   * SHA-256 over all parts, each with its length before it. Capitals of an address do not count: no
   * mailbox is told apart by them.
   */
  public String hash() {
    String to = channel == Channel.EMAIL ? recipient.toLowerCase(Locale.ROOT) : recipient;
    List<String> parts =
        List.of(source, tenant, report, occurrence, channel.name(), to, Integer.toString(resend));
    List<byte[]> encoded =
        parts.stream().map(part -> part.getBytes(StandardCharsets.UTF_8)).toList();
    ByteBuffer buffer =
        ByteBuffer.allocate(encoded.stream().mapToInt(part -> part.length + Integer.BYTES).sum());
    encoded.forEach(part -> buffer.putInt(part.length).put(part));
    return Sha256.of(buffer.array());
  }
}
