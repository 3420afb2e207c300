package io.daybook.zone;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of an edition of the tz database: the year, and a letter that begins again with each
 * year, {@code 2026f}. After {@code z} comes {@code za}. Ordered by age, the newest last.
 */
public record EditionVersion(String text) implements Comparable<EditionVersion> {
  private static final Pattern FORM = Pattern.compile("[0-9]{4}z*[a-z]");
  private static final Pattern WITHIN = Pattern.compile("\\b[0-9]{4}z*[a-z]\\b");

  public EditionVersion {
    requireNonNull(text, "text is null");
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(text + " is not a version of the tz database");
    }
  }

  /** The version that a text names anywhere, such as {@code # version 2026f}. */
  static Optional<EditionVersion> within(String text) {
    Matcher found = WITHIN.matcher(text);
    return found.find() ? Optional.of(new EditionVersion(found.group())) : Optional.empty();
  }

  @Override
  public int compareTo(EditionVersion other) {
    return Comparator.comparing((EditionVersion each) -> each.text.substring(0, 4))
        .thenComparing(each -> each.text.length())
        .thenComparing(each -> each.text)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return text;
  }
}
