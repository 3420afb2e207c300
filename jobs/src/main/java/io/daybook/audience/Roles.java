package io.daybook.audience;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The roles of a source, in the order of its file.
 *
 * @param areas what each role sees, by its name
 * @param answering names of those that answer for their organisation, the first one first
 */
public record Roles(Map<String, Set<String>> areas, List<String> answering) {
  /** Of a source that has none: nobody sees what is of an area. */
  public static final Roles NONE = new Roles(Map.of(), List.of());

  public Roles {
    areas = Collections.unmodifiableMap(new LinkedHashMap<>(areas));
    answering = List.copyOf(answering);
  }

  /** The role of this name; one that the source's folder does not know sees nothing. */
  public Role role(String name) {
    return new Role(name, areas.getOrDefault(name, Set.of()), answering.contains(name));
  }
}
