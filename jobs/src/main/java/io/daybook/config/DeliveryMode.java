package io.daybook.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether messages reach people. */
public enum DeliveryMode {
  /** They are written into a folder, and nobody gets any. */
  SHADOW,
  /** They are delivered, once a person has confirmed that. */
  LIVE;

  /** The name as people write it: {@code shadow}, {@code live}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The mode of this name. */
  public static Optional<DeliveryMode> parse(String text) {
    return Arrays.stream(values()).filter(mode -> mode.text().equals(text)).findFirst();
  }

  /** All names. */
  public static List<String> names() {
    return Arrays.stream(values()).map(DeliveryMode::text).toList();
  }
}
