package io.daybook.audience;

import static java.util.Objects.requireNonNull;

/**
 * Everybody whom a release knows.
 *
 * @param organisations the tenants
 * @param people their users
 * @param roles what users are, and may see for it
 */
public record Audience(Organisations organisations, People people, Roles roles) {
  public Audience {
    requireNonNull(organisations, "organisations is null");
    requireNonNull(people, "people is null");
    requireNonNull(roles, "roles is null");
  }

  /**
   * Reads it from a release.
   *
   * @param rows of the source's folder {@code reports}
   */
  public static Audience read(ReleaseRows rows, Roles roles) {
    return new Audience(
        new Organisations(rows.rows("organisations")),
        new People(rows.rows("people"), roles),
        roles);
  }

  /** An operator who asks in the name of a role. */
  public Asker inRole(String tenant, String role) {
    return Asker.inRole(tenant, roles.role(role));
  }
}
