package io.daybook.report.issue;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of one report somebody may see. All who have the same scope get the same file.
 *
 * @param areas of the parts that are shown; a part that is of no area is always shown
 */
public record Scope(Set<String> areas) {
  public Scope {
    areas = Collections.unmodifiableSet(new TreeSet<>(areas));
  }
}
