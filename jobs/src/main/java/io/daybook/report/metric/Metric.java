package io.daybook.report.metric;

import static java.util.Objects.requireNonNull;

import io.daybook.engine.SqlText;
import io.daybook.report.layout.Better;
import io.daybook.report.layout.Unit;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One number that can be asked for.
 *
 * @param id as reports name it
 * @param description what is counted, for the reader
 * @param definition how it is computed
 */
public record Metric(
    String id, String title, String description, Unit unit, Better better, Definition definition) {
  private static final Set<String> NOT_ADDED =
      Set.of("distinct", "min", "max", "mode", "percentile_cont", "stddev_samp");

  public Metric {
    requireNonNull(id, "id is null");
    requireNonNull(title, "title is null");
    requireNonNull(description, "description is null");
    requireNonNull(unit, "unit is null");
    requireNonNull(better, "better is null");
    requireNonNull(definition, "definition is null");
  }

  /** How numbers of it may be put together. */
  public enum Additivity {
    /** Days add up to months, and parts to the whole. */
    ADDITIVE,
    /** Each thing is counted once in the whole; its parts may count it again. */
    DISTINCT,
    /** Parts add up to the whole, days do not. */
    LEVEL,
    /** Only its numerator and denominator add up. */
    RATIO,
    /** There is no number. */
    NONE
  }

  /** How numbers of it may be put together; follows from its formula. */
  public Additivity additivity() {
    if (!(definition instanceof Computed computed)) {
      return Additivity.NONE;
    }
    if (!(computed.formula() instanceof Sum sum)) {
      return Additivity.RATIO;
    }
    if (!Collections.disjoint(SqlText.words(sum.aggregate()), NOT_ADDED)) {
      return Additivity.DISTINCT;
    }
    return computed.when() instanceof During ? Additivity.ADDITIVE : Additivity.LEVEL;
  }

  /** How a metric is computed, or why it is not. */
  public sealed interface Definition permits Computed, Unavailable {}

  /**
   * A number of one dataset.
   *
   * @param from the fact or mart, {@code marts.mv_daily_metrics}
   * @param when which rows a period takes
   * @param where condition of all rows; SQL of the catalogue
   */
  public record Computed(String from, When when, String where, Formula formula)
      implements Definition {
    private static final Pattern COUNTED =
        Pattern.compile("(?i)\\bcount\\s*\\(\\s*distinct\\s+([a-z_][a-z0-9_]*)\\s*\\)");

    public Computed {
      requireNonNull(from, "from is null");
      requireNonNull(when, "when is null");
      requireNonNull(where, "where is null");
      requireNonNull(formula, "formula is null");
    }

    /** Names of the columns that it only counts, each value once: shown or calculated is none. */
    Set<String> counted() {
      Set<String> counted = new TreeSet<>();
      for (String aggregate : formula.aggregates()) {
        Matcher count = COUNTED.matcher(aggregate);
        while (count.find()) {
          counted.add(count.group(1));
        }
      }
      return counted;
    }

    /** Names of the other columns that it reads, and words of SQL. */
    Set<String> words() {
      Set<String> words = new TreeSet<>(SqlText.words(where));
      for (String aggregate : formula.aggregates()) {
        words.addAll(SqlText.words(COUNTED.matcher(aggregate).replaceAll("")));
      }
      if (when instanceof During during) {
        words.add(during.dateColumn());
      }
      return words;
    }
  }

  /** What the source cannot say, with the reason in a reader's words. */
  public record Unavailable(String reason) implements Definition {
    public Unavailable {
      requireNonNull(reason, "reason is null");
    }
  }

  /** Which rows of the dataset a period takes. */
  public sealed interface When permits During, AtDayEnd, AtSnapshot {}

  /** Those whose date lies in the period: days sum up to months. */
  public record During(String dateColumn) implements When {
    public During {
      requireNonNull(dateColumn, "dateColumn is null");
    }
  }

  /** A level, as it stood at the end of the period's last day: the condition says so. */
  public record AtDayEnd() implements When {}

  /** A level that has no history: known for a period that ends with the release's last day. */
  public record AtSnapshot() implements When {}

  /** What the rows become. */
  public sealed interface Formula permits Sum, Quotient {
    /** What is asked of the rows. */
    List<String> aggregates();
  }

  /** One aggregate; of no rows it is 0. */
  public record Sum(String aggregate) implements Formula {
    public Sum {
      requireNonNull(aggregate, "aggregate is null");
    }

    @Override
    public List<String> aggregates() {
      return List.of(aggregate);
    }
  }

  /** Numerator by denominator, half up; of nothing by nothing there is no number. */
  public record Quotient(Part numerator, Part denominator) implements Formula {
    public Quotient {
      requireNonNull(numerator, "numerator is null");
      requireNonNull(denominator, "denominator is null");
    }

    @Override
    public List<String> aggregates() {
      return List.of(numerator.aggregate(), denominator.aggregate());
    }
  }

  /** One side of a quotient; it is shown beside it. */
  public record Part(String title, Unit unit, String aggregate) {
    public Part {
      requireNonNull(title, "title is null");
      requireNonNull(unit, "unit is null");
      requireNonNull(aggregate, "aggregate is null");
    }
  }
}
