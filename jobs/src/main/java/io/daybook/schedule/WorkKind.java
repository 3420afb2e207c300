package io.daybook.schedule;

import io.daybook.config.YamlMap;
import java.util.List;
import java.util.Map;

/** A kind of work that a schedule may name under {@code what}. */
public interface WorkKind {
  /** Its name, {@code night}. */
  String name();

  /**
   * Whether a file stands for many schedules, whose rules and zones follow from data: it says the
   * time of day only, and an {@link Expansion} makes the schedules.
   */
  default boolean isPattern() {
    return false;
  }

  /** Keys of a schedule's file that are its own. */
  List<String> keys();

  /**
   * Reads its own keys. What is wrong becomes a problem of the YAML.
   *
   * @return what {@link Work} will find in {@link Schedule#parameters}
   */
  Map<String, String> parameters(YamlMap yaml);
}
