package io.daybook.check;

import static java.util.Objects.requireNonNull;

import io.daybook.engine.SqlText;
import io.daybook.schema.KeyForm;
import io.daybook.sql.Quoted;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Something that must hold: no row of a relation satisfies a condition.
 *
 * @param name its name, {@code facts.orders.grain}; no two checks of a source share one
 * @param kind what it is about
 * @param subject what it looks at, for people: a dataset, or the file that declares it
 * @param description what a finding means
 * @param blocking whether a finding stops the publication; otherwise it is counted
 * @param from where to look: a dataset's name in SQL, or a select in brackets; checks of one text
 *     share one scan. Like the condition it may hold the parameter {@code :as_of_instant}
 * @param condition true for a finding
 * @param keys columns of {@code from} that name a finding to a person; keys only, never amounts or
 *     texts of a tenant
 * @param tally how its findings are counted
 * @param looksAt the datasets whose rows it judges
 */
public record Check(
    String name,
    CheckKind kind,
    String subject,
    String description,
    boolean blocking,
    String from,
    String condition,
    List<String> keys,
    Tally tally,
    LookedAt looksAt) {
  /** The instant that a release shows the source at. */
  private static final String AS_OF = "as_of_instant";

  /**
   * A count of what a check finds, which may look elsewhere and cost less than to look for it.
   *
   * @param from where to look, as in a check; tallies of one text share one scan
   * @param count SQL of an aggregate over it
   * @param isExact whether it is the number of findings; otherwise only 0 says something: that
   *     there is none
   */
  public record Tally(String from, String count, boolean isExact) {
    public Tally {
      requireNonNull(from, "from is null");
      requireNonNull(count, "count is null");
    }
  }

  public Check {
    requireNonNull(name, "name is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(subject, "subject is null");
    requireNonNull(description, "description is null");
    requireNonNull(from, "from is null");
    requireNonNull(condition, "condition is null");
    requireNonNull(tally, "tally is null");
    requireNonNull(looksAt, "looksAt is null");
    keys = List.copyOf(keys);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("Invalid check " + name + ": no key");
    }
  }

  /** A check of its subject whose findings are counted where they are. */
  public Check(
      String name,
      CheckKind kind,
      String subject,
      String description,
      boolean blocking,
      String from,
      String condition,
      List<String> keys) {
    this(
        name,
        kind,
        subject,
        description,
        blocking,
        from,
        condition,
        keys,
        plainTally(from, condition),
        LookedAt.all(List.of(subject)));
  }

  private static Tally plainTally(String from, String condition) {
    return new Tally(from, "count(*) filter (where " + condition + ")", true);
  }

  /**
   * The same of a release.
   *
   * @param instant literal of the instant that it shows the source at
   */
  public Check asOf(String instant) {
    if (!from.contains(":" + AS_OF) && !condition.contains(":" + AS_OF)) {
      return this;
    }
    UnaryOperator<String> told = each -> each.equals(AS_OF) ? instant : ":" + each;
    return new Check(
            name,
            kind,
            subject,
            description,
            blocking,
            SqlText.bind(from, told),
            SqlText.bind(condition, told),
            keys)
        .of(looksAt);
  }

  /** The same, counted another way. */
  Check talliedBy(Tally other) {
    return new Check(
        name, kind, subject, description, blocking, from, condition, keys, other, looksAt);
  }

  /** The same, of these datasets. */
  Check of(LookedAt datasets) {
    return new Check(
        name, kind, subject, description, blocking, from, condition, keys, tally, datasets);
  }

  /** The count of its findings where they are. */
  Tally plainTally() {
    return plainTally(from, condition);
  }

  /** How its SQL sees keys: as they are stored, but for what people write and what marts hold. */
  public KeyForm keyForm() {
    boolean isWritten =
        kind == CheckKind.DECLARED
            || subject.startsWith("marts.")
            || subject.startsWith("recorded.");
    return isWritten ? KeyForm.TEXT : KeyForm.STORED;
  }

  /** The rows that it finds, as a query. */
  public String sql() {
    return "select " + Quoted.names(keys) + "\nfrom " + from + " as looked_at\nwhere " + condition;
  }
}
