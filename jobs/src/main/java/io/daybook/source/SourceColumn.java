package io.daybook.source;

import static java.util.Objects.requireNonNull;

import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import java.io.Serializable;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Set;

/**
 * One column that is extracted.
 *
 * @param name name in the source
 * @param sourceType PostgreSQL's name of the type, as {@code format_type} prints it; an enum by its
 *     name
 * @param enumerated whether the source type is an enum
 * @param type type in Parquet; another one than text, where the source's is text, when its values
 *     are parsed
 * @param nullable whether the source allows NULL
 * @param absent values that are read as NULL, because the model says that they mean none
 * @param clock whose clock wrote it, of a timestamp without time zone; UTC of all else
 */
public record SourceColumn(
    String name,
    String sourceType,
    boolean enumerated,
    DataType type,
    boolean nullable,
    Set<NoValue> absent,
    Clock clock)
    implements Serializable {
  /** A value of a type that {@code source.yml} may declare to mean that there is none. */
  public enum NoValue {
    /** Infinity of a date, a timestamp or a decimal, either sign. */
    INFINITY("infinity"),
    /** Not a number, of a decimal. */
    NAN("NaN");

    private final String text;

    NoValue(String text) {
      this.text = text;
    }

    /** As it is said to people, and as the reason why such a value cannot be carried. */
    public String text() {
      return text;
    }
  }

  /**
   * Whose clock wrote a timestamp without time zone. It brings its rules along: whoever reads may
   * know others.
   *
   * @param zone the region whose clocks showed it; empty where it is the zone of the row's tenant
   * @param rules by which it becomes an instant when it is read
   */
  public record Clock(String zone, ZoneRules rules) implements Serializable {
    /** The clock that nobody declares. */
    public static final Clock UTC = new Clock("UTC", ZoneOffset.UTC.getRules());

    /** That of the row's tenant: what stands there is kept as it is. */
    public static final Clock TENANT = new Clock("", ZoneOffset.UTC.getRules());

    public Clock {
      requireNonNull(zone, "zone is null");
      requireNonNull(rules, "rules is null");
    }

    /** Whether what it showed is another time in UTC, as far as one knows without the tenant. */
    public boolean turns() {
      return !rules.equals(UTC.rules);
    }

    /** Whether one knows the instant only with the row's tenant. */
    public boolean isTenants() {
      return equals(TENANT);
    }
  }

  public SourceColumn {
    requireNonNull(name, "name is null");
    requireNonNull(sourceType, "sourceType is null");
    requireNonNull(type, "type is null");
    absent = Set.copyOf(absent);
    requireNonNull(clock, "clock is null");
  }

  /** A column each value of which means what it says. */
  public SourceColumn(
      String name, String sourceType, boolean enumerated, DataType type, boolean nullable) {
    this(name, sourceType, enumerated, type, nullable, Set.of(), Clock.UTC);
  }

  /** This column where the source allows NULL, or does not. */
  public SourceColumn nullable(boolean nullableNow) {
    return new SourceColumn(name, sourceType, enumerated, type, nullableNow, absent, clock);
  }

  /** As a column of the raw table. */
  Column raw(boolean isNullable) {
    return new Column(
        name,
        type,
        isNullable,
        clock.isTenants() ? "time on the tenant's clock, as if it were UTC" : "");
  }

  /** Whether the source has it as text and its values are parsed while they are read. */
  public boolean parsed() {
    return type.kind() != DataType.Kind.TEXT && new PgType(sourceType, enumerated).isWrittenText();
  }

  /** Whether it is text that people read, as the source has it: no number, date or structure. */
  boolean holdsWords() {
    return type.kind() == DataType.Kind.TEXT && new PgType(sourceType, enumerated).isWords();
  }

  /** This column as it is read now that the source has the type so, if it is read at all. */
  SourceColumn readAs(PgType now) {
    PgType declared = new PgType(sourceType, enumerated);
    return !declared.carries(now) && declared.takes(now)
        ? new SourceColumn(name, now.name(), false, type, nullable, absent, clock)
        : this;
  }

  /** The source's type without its size: {@code numeric}, {@code time without time zone}. */
  public String plainSourceType() {
    return PgType.plain(sourceType);
  }
}
