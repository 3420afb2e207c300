package io.daybook.audience;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What people are in their organisation, and what they may see for it.
 *
 * @param name as the source has it
 * @param areas of the datasets that it sees
 * @param isAnswering whether it answers for the organisation: it sees what others keep to
 *     themselves, and hears what is wrong with the reports of those who left
 */
public record Role(String name, Set<String> areas, boolean isAnswering) {
  public Role {
    requireNonNull(name, "name is null");
    areas = Collections.unmodifiableSet(new TreeSet<>(areas));
  }

  /** Whether it sees all of these areas. */
  public boolean sees(Set<String> all) {
    return areas.containsAll(all);
  }
}
