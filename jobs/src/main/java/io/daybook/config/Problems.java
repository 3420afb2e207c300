package io.daybook.config;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Collects all problems of some files, so that a person mends them in one go. Not for use by
 * several threads.
 */
public final class Problems {
  private record Problem(String file, int line, String message) {
    String text() {
      return line > 0 ? file + ":" + line + " " + message : file + " " + message;
    }
  }

  private final Code code;
  private final String what;
  private final TreeSet<Problem> problems =
      new TreeSet<>(
          Comparator.comparing(Problem::file)
              .thenComparing(Problem::line)
              .thenComparing(Problem::message));

  /**
   * Starts without a problem.
   *
   * @param code the failure that {@link #throwIfAny} throws
   * @param what what cannot be done, {@code Cannot load the model of source shop}
   */
  public Problems(Code code, String what) {
    this.code = requireNonNull(code, "code is null");
    this.what = requireNonNull(what, "what is null");
  }

  /** Adds a problem of a place. */
  public void add(String file, int line, String message) {
    problems.add(new Problem(file, line, message));
  }

  /** Adds a problem of a file as a whole, or of what is not a file. */
  public void add(String where, String message) {
    add(where, 0, message);
  }

  /** How many there are. */
  public int count() {
    return problems.size();
  }

  /** The problems in the order of file and line, each as one line of text. */
  public List<String> texts() {
    return problems.stream().map(Problem::text).toList();
  }

  /**
   * Ends the collection.
   *
   * @throws DaybookException with every problem, when there is one
   */
  public void throwIfAny() {
    failure()
        .ifPresent(
            failure -> {
              throw failure;
            });
  }

  /** What {@link #throwIfAny} would throw. */
  public Optional<DaybookException> failure() {
    if (problems.isEmpty()) {
      return Optional.empty();
    }
    String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    return Optional.of(
        DaybookException.of(code, what + ": " + count)
            .line("found", String.join("\n", texts()))
            .state("nothing was started or changed")
            .next("mend the lines above and try again")
            .build());
  }

  /** {@code ", did you mean x?"} for the closest known name, or nothing when none is close. */
  public static String didYouMean(String unknown, Collection<String> known) {
    Optional<String> closest =
        known.stream()
            .filter(name -> distance(unknown, name) <= Math.max(1, unknown.length() / 3))
            .min(
                Comparator.comparingInt((String name) -> distance(unknown, name))
                    .thenComparing(name -> name));
    return closest.map(name -> ", did you mean " + name + "?").orElse("");
  }

  /** Levenshtein's edit distance. */
  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int above = row[j];
        int changed = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[right.length()];
  }
}
