package io.daybook.report.metric;

import static java.util.Objects.requireNonNull;

import io.daybook.report.layout.Note;
import io.daybook.report.layout.Phrase;
import io.daybook.report.layout.Report;
import io.daybook.warehouse.SourceSnapshot;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** What figures may lack because values of the source cannot be carried, of whatever tenant. */
public final class Lacking {
  /** Columns that a note names. */
  private static final int SHOWN = 5;

  private Lacking() {}

  /**
   * The report, with a note on top where something that it is made of lacks values or rows.
   *
   * @param datasets the facts and marts that it is made of
   */
  public static Report noted(Report report, SourceSnapshot snapshot, Collection<String> datasets) {
    requireNonNull(datasets, "datasets is null");
    List<String> columns =
        snapshot.tables().stream()
            .flatMap(
                table ->
                    table.losses().stream()
                        .filter(SourceSnapshot.Loss::isFelt)
                        .filter(loss -> !Collections.disjoint(loss.readers(), datasets))
                        .map(loss -> table.table() + "." + loss.column()))
            .limit(SHOWN)
            .toList();
    return columns.isEmpty()
        ? report
        : report.withNote(
            new Note(
                Note.Kind.INCOMPLETE,
                report.formats().say(Phrase.INCOMPLETE) + " " + String.join(", ", columns)));
  }
}
