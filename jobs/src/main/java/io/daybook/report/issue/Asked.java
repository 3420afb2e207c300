package io.daybook.report.issue;

import io.daybook.audience.Addressees;
import io.daybook.audience.Asker;
import io.daybook.report.file.FileFormat;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One report that somebody asks for, as a release has it, whichever kind of report it is. */
public interface Asked {
  /** Unique among all reports of the tenant, of whatever kind. */
  String id();

  /** Whose report it is. */
  String tenant();

  /** As people call it. */
  String title();

  /** Id of the user who made it, where the source knows. */
  Optional<String> author();

  /** Who shall have it. */
  Addressees addressees();

  /** Of its file; only of one that could be made. */
  FileFormat format();

  /** All of it. */
  Scope whole();

  /** What of it this reader may see; empty where that is nothing. */
  Optional<Scope> scope(Asker reader);

  /**
   * Makes it for the last period that is complete when this day of the tenant begins.
   *
   * @param scope one that it gave; the rest of the report is left out, and it says so
   */
  Made make(Scope scope, LocalDate businessDate);

  /** Facts and marts that it reads; none of one that cannot be made. */
  Set<String> datasets();

  /** What its author should mend although it can be made, one line each. */
  default List<String> remarks() {
    return List.of();
  }
}
