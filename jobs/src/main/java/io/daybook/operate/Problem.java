package io.daybook.operate;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Something that needs a person now.
 *
 * @param code its name, that of a failure
 * @param what one sentence
 * @param since when it began, where that is known
 * @param next what to do
 */
public record Problem(String code, String what, Optional<Instant> since, String next) {
  public Problem {
    requireNonNull(code, "code is null");
    requireNonNull(what, "what is null");
    requireNonNull(since, "since is null");
    requireNonNull(next, "next is null");
  }

  public static Problem of(Code code, String what, Optional<Instant> since, String next) {
    return new Problem(code.text(), what, since, next);
  }

  /** The exit code that it would end a command with. */
  public int exitCode() {
    return Code.of(code).orElse(Code.INTERNAL).kind().exitCode();
  }

  /** As people read it, in the form of a failure. */
  public String text() {
    StringBuilder text = new StringBuilder(code).append(' ').append(what);
    since.ifPresent(at -> text.append("\n  since  ").append(at.truncatedTo(ChronoUnit.SECONDS)));
    return text.append("\n  next   ").append(next).toString();
  }

  /** A failure in short. */
  public static Problem of(DaybookException failure, String next) {
    return of(failure, Optional.empty(), next);
  }

  /** A failure in short, and since when it is so. */
  static Problem of(DaybookException failure, Optional<Instant> since, String next) {
    String line = failure.getMessage().lines().findFirst().orElse("");
    String code = failure.code().text();
    return new Problem(
        code, line.startsWith(code + " ") ? line.substring(code.length() + 1) : line, since, next);
  }
}
