package io.daybook.audience;

import java.util.List;

/**
 * Whom somebody wants to have a report.
 *
 * @param emails addresses, of users or of others
 * @param users ids of users
 */
public record Addressees(List<String> emails, List<String> users) {
  public Addressees {
    emails = List.copyOf(emails);
    users = List.copyOf(users);
  }
}
