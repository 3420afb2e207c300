package io.daybook.warehouse;

import java.util.Set;

/**
 * What a tenant's reports read of a dataset.
 *
 * @param names of the columns that may be read, in any case; there may be others among them
 * @param keys those that are only compared with each other, and shown to nobody: what is stored as
 *     the bytes of a uuid stays that, while whatever may be shown or calculated with is a text
 */
public record TenantColumns(Set<String> names, Set<String> keys) {
  public TenantColumns {
    names = Set.copyOf(names);
    keys = Set.copyOf(keys);
  }
}
