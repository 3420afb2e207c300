package io.daybook.schedule;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.DaybookException;
import io.daybook.fault.Kind;
import java.time.Duration;

/** How an attempt at an occurrence ended. */
public sealed interface Outcome {
  /** It is done. */
  static Outcome done(String note) {
    return new Done(note);
  }

  /** It failed; its kind decides whether it is tried again. */
  static Outcome failed(DaybookException failure) {
    String message = failure.getMessage();
    int end = message.indexOf('\n');
    String line = end < 0 ? message : message.substring(0, end);
    String code = failure.code().text();
    return new Failed(
        code,
        failure.kind(),
        line.startsWith(code + " ") ? line.substring(code.length() + 1) : line,
        false);
  }

  /** It failed in another process, whose code and kind these are. */
  static Outcome failed(String code, Kind kind, String note) {
    return new Failed(code, kind, note, false);
  }

  /** It failed as the time before did: who has to know was told then, and is not told again. */
  static Outcome failedAsBefore(String code, Kind kind, String note) {
    return new Failed(code, kind, note, true);
  }

  /** It could not begin, another works there for instance; it counts as no attempt. */
  static Outcome putOff(Duration wait, String note) {
    return new PutOff(wait, false, note);
  }

  /** It waits for something that must come first, and is looked at again; no attempt either. */
  static Outcome held(Duration wait, String note) {
    return new PutOff(wait, true, note);
  }

  /** It is done. */
  record Done(String note) implements Outcome {
    public Done {
      requireNonNull(note, "note is null");
    }
  }

  /**
   * It failed.
   *
   * @param isTold whether the operator knows
   */
  record Failed(String code, Kind kind, String note, boolean isTold) implements Outcome {
    public Failed {
      requireNonNull(code, "code is null");
      requireNonNull(kind, "kind is null");
      requireNonNull(note, "note is null");
    }
  }

  /** It is looked at again after a while. */
  record PutOff(Duration after, boolean isHeld, String note) implements Outcome {
    public PutOff {
      requireNonNull(after, "after is null");
      requireNonNull(note, "note is null");
    }
  }
}
