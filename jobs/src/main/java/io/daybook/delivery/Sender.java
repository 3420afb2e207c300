package io.daybook.delivery;

import static java.util.Objects.requireNonNull;

import io.daybook.delivery.smtp.MailAddress;
import io.daybook.delivery.smtp.OneLine;
import io.daybook.delivery.smtp.Unusable;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;

/**
 * Who mails come from.
 *
 * @param name that readers see; may be empty
 */
record Sender(String name, MailAddress address) {
  Sender {
    requireNonNull(name, "name is null");
    requireNonNull(address, "address is null");
  }

  /** Reads {@code Daybook <reports@example.com>}, or an address alone. */
  static Sender parse(String text) {
    int open = text.indexOf('<');
    boolean named = open >= 0 && text.endsWith(">");
    String address = named ? text.substring(open + 1, text.length() - 1) : text;
    try {
      return new Sender(
          named ? OneLine.of(text.substring(0, open)) : "", MailAddress.parse(address.strip()));
    } catch (Unusable e) {
      throw DaybookException.of(
              Code.CFG_INVALID, "Cannot send mails from " + text + ": " + e.getMessage())
          .state("nothing was sent")
          .next("mend delivery.from in daybook.yml")
          .build();
    }
  }
}
