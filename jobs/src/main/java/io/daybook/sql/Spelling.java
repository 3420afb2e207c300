package io.daybook.sql;

import java.util.regex.Pattern;

/** One name, however it is spelled: {@code time_zone}, {@code timeZone}, {@code TimeZone}. */
public final class Spelling {
  /** Between two words that stand together. */
  private static final Pattern HUMP = Pattern.compile("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})");

  private Spelling() {}

  /** {@code time_zone}: in small letters, its words apart. */
  public static String snake(String name) {
    return FoldedName.of(HUMP.matcher(name).replaceAll("_"));
  }

  /** {@code timezone}: the same text for all spellings. */
  public static String word(String name) {
    return FoldedName.of(name).replace("_", "");
  }
}
