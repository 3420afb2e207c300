package io.daybook.sql;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * A word of our own for a name that somebody else gave: for files, and for places inside an engine
 * where a name cannot be quoted. A plain name is its own word. Two names may share a word by bad
 * luck only; a source's model is refused where they do.
 */
public final class PlainWord {
  private static final int LONGEST = 40;

  private PlainWord() {}

  /** Whether no database needs quotes for it, reserved words apart. */
  public static boolean is(String name) {
    return name.matches("[a-z_][a-z0-9_]*");
  }

  private static boolean isInSchema(String name) {
    return name.matches("[a-z_][a-z0-9_]*[.][a-z_][a-z0-9_]*")
        && !name.contains("__")
        && !name.contains("_.")
        && !name.contains("._");
  }

  /**
   * The name itself where it is plain; {@code schema__table} where it is two plain names, neither
   * of which has two underscores or one beside the dot; else its letters and digits in lower case,
   * and a checksum: {@code dbo.Users} is {@code dbo_users_2670467a}.
   */
  public static String of(String name) {
    if (is(name)) {
      return name;
    }
    if (isInSchema(name)) {
      return name.replace(".", "__");
    }
    CRC32 sum = new CRC32();
    sum.update(name.getBytes(StandardCharsets.UTF_8));
    String letters =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceFirst("^_", "");
    String head = letters.substring(0, Math.min(LONGEST, letters.length()));
    String word = head + (head.isEmpty() || head.endsWith("_") ? "" : "_");
    return (word.matches("[a-z].*") ? word : "n_" + word)
        + String.format(Locale.ROOT, "%08x", sum.getValue());
  }
}
