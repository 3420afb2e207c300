package io.daybook.zone;

import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Hands the rules of {@link Zones} to java.time. The JVM makes it, in place of its own, when it was
 * started with {@code -Djava.time.zone.DefaultZoneRulesProvider=io.daybook.zone.RulesProvider}.
 */
public final class RulesProvider extends ZoneRulesProvider {
  private final Set<String> names;

  /** For the JVM: answers for every zone that is known when java.time begins. */
  public RulesProvider() {
    this(Zones.names());
  }

  /** Answers for these zones. */
  RulesProvider(Set<String> names) {
    this.names = Set.copyOf(names);
  }

  @Override
  protected Set<String> provideZoneIds() {
    return names;
  }

  @Override
  protected ZoneRules provideRules(String name, boolean forCaching) {
    return Zones.rules(name);
  }

  @Override
  protected NavigableMap<String, ZoneRules> provideVersions(String name) {
    NavigableMap<String, ZoneRules> versions = new TreeMap<>();
    versions.put(Zones.edition().version().text(), Zones.rules(name));
    return versions;
  }
}
