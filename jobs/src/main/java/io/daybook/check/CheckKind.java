package io.daybook.check;

import java.util.Locale;

/** What a check is about. */
public enum CheckKind {
  /** Rows that the declared grain does not tell apart. */
  GRAIN,
  /** NULL where the schema allows none. */
  NOT_NULL,
  /** More or fewer rows than what it was made of. */
  ROWS,
  /** A sum that is not that of what it was made of. */
  SUM,
  /** What the YAML of a mart says of each row. */
  RULE,
  /** A file of {@code checks/}. */
  DECLARED,
  /** A word that the source's model does not know. */
  VOCABULARY,
  /** A tenant whose zone is unknown. */
  ZONE,
  /** A rate of exchange that cannot be used. */
  RATE,
  /** A row whose tenant is unknown. */
  UNASSIGNED,
  /** A reference to a row that is not there, or that is another tenant's. */
  RELATION,
  /** A right, a type, a value of an enum or a table of the source is not as it should be. */
  SOURCE,
  /** A text of the source that did not parse. */
  UNPARSED,
  /** A row of the source that was left out. */
  LEFT_OUT,
  /** A value of the source that is NULL because it cannot be carried. */
  LOST;

  /** The kind as people read it: {@code not null}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
