package io.daybook.fault;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * A failure in the house's form: code, what and why, details, the state left behind, the next step.
 * Its message is the whole text as a person reads it, several lines, no line break at the end.
 *
 * <p>Holds no secret, and no value of a tenant's row beyond keys.
 */
public final class DaybookException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;

  private DaybookException(Builder builder) {
    super(builder.render(), builder.cause);
    this.code = builder.code;
  }

  /**
   * Starts a failure.
   *
   * @param what one sentence, {@code Cannot <do what>: <reason with values>} or {@code Invalid
   *     <what>: <value>}
   */
  public static Builder of(Code code, String what) {
    return new Builder(code, what);
  }

  /** The failure's name. */
  public Code code() {
    return code;
  }

  /** What sort of failure it is. */
  public Kind kind() {
    return code.kind();
  }

  /** Collects the parts of one failure. */
  public static final class Builder {
    private final Code code;
    private final String what;
    private final List<String> lines = new ArrayList<>();
    private Throwable cause;

    private Builder(Code code, String what) {
      this.code = requireNonNull(code, "code is null");
      this.what = requireNonNull(what, "what is null");
    }

    /** A labelled detail; several lines of text are set below each other. */
    public Builder line(String label, String text) {
      String indent = " ".repeat(Math.max(7, label.length() + 1));
      lines.add(
          (label + indent.substring(Math.min(label.length(), indent.length() - 1)))
              + text.replace("\n", "\n  " + indent));
      return this;
    }

    /** What was left behind, and what readers see now. */
    public Builder state(String text) {
      return line("state", text);
    }

    /** What the operator does next. */
    public Builder next(String text) {
      return line("next", text);
    }

    /** The failure below this one. */
    public Builder cause(Throwable throwable) {
      this.cause = throwable;
      return this;
    }

    private String render() {
      StringBuilder text = new StringBuilder(code.text()).append(' ').append(what);
      lines.forEach(line -> text.append("\n  ").append(line));
      return text.toString();
    }

    /** The failure, to be thrown. */
    public DaybookException build() {
      return new DaybookException(this);
    }
  }
}
