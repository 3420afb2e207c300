package io.daybook.zone;

import java.time.zone.ZoneRules;
import java.util.Set;

/** One edition of the tz database: the rules of every zone that it knows. */
public interface Edition {
  /** Where it is from, in the words of a sentence: {@code the JDK}, {@code /usr/share/zoneinfo}. */
  String origin();

  /** Which edition it is. */
  EditionVersion version();

  /** Names of its zones, aliases among them. */
  Set<String> names();

  /**
   * Rules of one of its zones.
   *
   * @throws java.time.zone.ZoneRulesException when it has none of this name, or cannot read them
   */
  ZoneRules rules(String name);
}
