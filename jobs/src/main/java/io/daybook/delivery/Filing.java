package io.daybook.delivery;

import io.daybook.delivery.smtp.OneLine;

/**
 * Where a person looks for a delivery, in words: names of folders, one in the other. They need not
 * be unique; a {@link DeliveryFolder} keeps apart what has the same.
 *
 * @param tenant whose it is
 * @param report what it is
 * @param period which days it is about
 */
public record Filing(String tenant, String report, String period) {
  private static final int LONGEST = 80;
  private static final String BETWEEN = "/";

  public Filing {
    tenant = OneLine.folderName(tenant, LONGEST);
    report = OneLine.folderName(report, LONGEST);
    period = OneLine.folderName(period, LONGEST);
  }

  /** By the ids, where nobody has said a name. */
  static Filing of(DeliveryKey key) {
    return new Filing(key.tenant(), key.report(), key.occurrence());
  }

  /** As the ledger has it. */
  String text() {
    return String.join(BETWEEN, tenant, report, period);
  }

  static Filing parse(String text) {
    String[] names = text.split(BETWEEN, -1);
    if (names.length != 3) {
      throw new IllegalArgumentException("Invalid filing: " + text);
    }
    return new Filing(names[0], names[1], names[2]);
  }
}
