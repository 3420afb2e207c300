package io.daybook.demo;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Makes the values that are wrong on purpose, and counts them. */
final class PlantedTally {
  private final Map<String, Long> orphans = new TreeMap<>();
  private final Map<String, Long> crossTenant = new TreeMap<>();
  private final Map<String, Long> unparsable = new TreeMap<>();

  /** A reference to nothing. */
  UUID orphan(String column, Dice dice) {
    orphans.merge(column, 1L, Long::sum);
    return dice.uuid();
  }

  /** A reference to this row of another tenant. */
  UUID crossTenant(String column, UUID foreignId) {
    crossTenant.merge(column, 1L, Long::sum);
    return foreignId;
  }

  /** A text that is no instant. */
  String unparsable(String column, Dice dice) {
    unparsable.merge(column, 1L, Long::sum);
    return dice.pick("n/a", "2026-02-30T10:00:00Z", "tomorrow, 3pm", "2026-13-01T00:00:00Z");
  }

  Planted planted() {
    return new Planted(orphans, crossTenant, unparsable);
  }
}
