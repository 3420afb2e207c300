package io.daybook.demo;

import java.util.UUID;

/**
 * One organisation of a demo source.
 *
 * @param id {@code organizations.id}
 * @param name {@code organizations.name}; ends with the canary
 * @param zone text of {@code organizations.timezone}; not always a time zone
 * @param canary string that is in the names and titles of this tenant's rows and in no other's
 * @param quiet whether it has no rows but itself and one user
 * @param deleted whether it is soft-deleted (its rows are not)
 */
public record DemoTenant(
    UUID id, String name, String zone, String canary, boolean quiet, boolean deleted) {}
