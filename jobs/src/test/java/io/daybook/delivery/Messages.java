package io.daybook.delivery;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;

/** Messages that tests deliver. */
final class Messages {
  static final String SOURCE = "renoz";
  static final String TENANT = "4f1c0000-0000-4000-8000-000000000001";

  private Messages() {}

  static DeliveryKey key(String recipient) {
    return new DeliveryKey(
        SOURCE, TENANT, "weekly-revenue", "2026-11-20", Channel.EMAIL, recipient, 0);
  }

  static Message to(String recipient) {
    return of(key(recipient));
  }

  static Message of(DeliveryKey key) {
    return new Message(
        key,
        OptionalLong.of(7),
        "Revenue of last week",
        "<p>Revenue <b>12</b> <img src=\"cid:trend\" alt=\"trend\"></p>",
        "Revenue 12\n",
        List.of(MessageFile.of("trend", "image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0})),
        List.of(
            MessageFile.of(
                "revenue.csv", "text/csv", "day,cents\r\n".getBytes(StandardCharsets.UTF_8))));
  }
}
