package io.daybook.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which engine computes a night. */
public enum EngineChoice {
  SPARK,
  DUCKDB;

  /** The name as people write it: {@code spark}, {@code duckdb}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The engine of this name. */
  public static Optional<EngineChoice> parse(String text) {
    return Arrays.stream(values()).filter(engine -> engine.text().equals(text)).findFirst();
  }

  /** All names. */
  public static List<String> names() {
    return Arrays.stream(values()).map(EngineChoice::text).toList();
  }

  @Override
  public String toString() {
    return text();
  }
}
