package io.daybook.fact;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the files of a folder define.
 *
 * @param usable what could be read, in the order in which it can be built
 * @param unusable names of the datasets whose files have problems: nothing that reads them can be
 *     judged
 */
public record Declared<M>(List<M> usable, Set<String> unusable) {
  public Declared {
    usable = List.copyOf(usable);
    unusable = Set.copyOf(unusable);
  }

  /** The unusable of both. */
  public Set<String> unusableAnd(Set<String> others) {
    return Stream.concat(unusable.stream(), others.stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
