package io.daybook.report.custom.definition;

import io.daybook.config.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Collects the problems of one definition. */
final class Findings {
  /** Nobody reads more, and a hostile text could hold thousands. */
  private static final int MOST = 100;

  /** A name that is longer is no slip of the keyboard, and costs time to compare. */
  private static final int LONGEST_NAME = 64;

  private final List<Problem> problems = new ArrayList<>();

  /** Adds what the schema refuses as well. */
  void shape(String pointer, String message) {
    add(new Problem(pointer, message, true));
  }

  /** Adds what only the catalogue knows. */
  void meaning(String pointer, String message) {
    add(new Problem(pointer, message, false));
  }

  /** Adds a name that the catalogue does not have. */
  void unknown(String pointer, String what, String name, Collection<String> known) {
    meaning(pointer, "there is no %s %s%s".formatted(what, shown(name), didYouMean(name, known)));
  }

  private void add(Problem problem) {
    if (problems.size() < MOST && !problems.contains(problem)) {
      problems.add(problem);
    }
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  List<Problem> all() {
    return List.copyOf(problems);
  }

  /** A pointer to a member. */
  static String at(String pointer, String member) {
    return pointer + "/" + shown(member).replace("~", "~0").replace("/", "~1");
  }

  /** A pointer to an item. */
  static String at(String pointer, int item) {
    return pointer + "/" + item;
  }

  /** {@code ", did you mean x?"}, or nothing. */
  static String didYouMean(String unknown, Collection<String> known) {
    return unknown.length() > LONGEST_NAME ? "" : Problems.didYouMean(unknown, known);
  }

  /** A name of the definition, cut and without what would disturb a terminal. */
  static String shown(String name) {
    String clean =
        name.replaceAll("[\\p{Cntrl}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]", "?");
    return clean.length() > LONGEST_NAME ? clean.substring(0, LONGEST_NAME) + "…" : clean;
  }
}
