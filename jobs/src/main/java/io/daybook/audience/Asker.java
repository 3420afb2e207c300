package io.daybook.audience;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * Who asks, or gets an answer.
 *
 * @param tenant whose rows; nobody asks about two
 * @param users ids of the user, or of several who share a mailbox; none for an operator who asks in
 *     a role's name
 * @param role that decides which areas are seen
 */
public record Asker(String tenant, Set<String> users, Role role) {
  public Asker {
    requireNonNull(tenant, "tenant is null");
    users = Set.copyOf(users);
    requireNonNull(role, "role is null");
  }

  /** An operator in a role's name. */
  public static Asker inRole(String tenant, Role role) {
    return new Asker(tenant, Set.of(), role);
  }

  /** Whether the asker sees what others keep to themselves. */
  public boolean seesAll() {
    return users.isEmpty() || role.isAnswering();
  }
}
