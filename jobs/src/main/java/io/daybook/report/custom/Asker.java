package io.daybook.report.custom;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Who asks.
 *
 * @param tenant whose rows; nobody asks about two
 * @param user id of the user; none for an operator who asks in a role's name
 * @param role that decides which areas are seen
 */
public record Asker(String tenant, Optional<String> user, String role) {
  public Asker {
    requireNonNull(tenant, "tenant is null");
    requireNonNull(user, "user is null");
    requireNonNull(role, "role is null");
  }

  /** An operator in a role's name. */
  public static Asker inRole(String tenant, String role) {
    return new Asker(tenant, Optional.empty(), role);
  }

  /** Whether the role sees what others keep to themselves. */
  boolean seesAll() {
    return user.isEmpty() || role.equals("owner") || role.equals("admin");
  }
}
