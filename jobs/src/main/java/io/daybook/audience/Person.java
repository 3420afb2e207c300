package io.daybook.audience;

import java.util.Locale;
import java.util.Map;

/**
 * A user of the source.
 *
 * @param isActive whether reports may go to it, and be asked by it
 */
record Person(String id, String tenant, String address, Role role, boolean isActive) {
  static Person of(Map<String, String> row, Roles roles) {
    return new Person(
        row.getOrDefault("id", ""),
        row.getOrDefault("tenant", ""),
        row.getOrDefault("email", "").strip(),
        roles.role(row.getOrDefault("role", "")),
        Boolean.parseBoolean(row.get("is_active")));
  }

  boolean isOf(String organisation) {
    return tenant.equals(organisation);
  }

  boolean hasAddress() {
    return isAddress(address);
  }

  String key() {
    return key(address);
  }

  /** Two that differ in case alone are one mailbox. */
  static String key(String address) {
    return address.strip().toLowerCase(Locale.ROOT);
  }

  /** The mail server judges the rest; control characters would reach the headers. */
  static boolean isAddress(String text) {
    return text.matches("[^\\s\\p{Cntrl}@<>,;:\"]{1,64}@[^\\s\\p{Cntrl}@<>,;:\"]{1,255}");
  }
}
