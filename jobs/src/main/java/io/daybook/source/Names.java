package io.daybook.source;

import java.util.Collection;
import java.util.stream.Collectors;

/** Lists of names in messages. */
final class Names {
  private static final int SHOWN = 8;

  private Names() {}

  /** The first few, and how many there are beyond. */
  static String some(Collection<String> names) {
    String first = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return names.size() <= SHOWN ? first : first + " and " + (names.size() - SHOWN) + " more";
  }
}
