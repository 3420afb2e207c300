package io.daybook.report.custom;

import static java.util.Objects.requireNonNull;

import io.daybook.audience.Asker;
import io.daybook.report.custom.definition.DefinitionReader.Reading;
import java.util.Optional;

/**
 * A report that somebody put together.
 *
 * @param id of the row
 * @param tenant whose it is
 * @param name as people call it
 * @param creator id of the user who made it, where the source knows
 * @param isShared whether others of the tenant may see it
 * @param reading its definition, or all that is wrong with it
 */
public record CustomReport(
    String id,
    String tenant,
    String name,
    Optional<String> creator,
    boolean isShared,
    Reading reading) {
  public CustomReport {
    requireNonNull(id, "id is null");
    requireNonNull(tenant, "tenant is null");
    requireNonNull(name, "name is null");
    requireNonNull(creator, "creator is null");
    requireNonNull(reading, "reading is null");
  }

  /** Whether the asker may see it: its own, shared ones, and for who answers all. */
  public boolean isFor(Asker asker) {
    return tenant.equals(asker.tenant())
        && (isShared || asker.seesAll() || creator.filter(asker.users()::contains).isPresent());
  }
}
