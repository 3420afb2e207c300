package io.daybook.report.metric;

import static java.util.Objects.requireNonNull;

import io.daybook.report.layout.Note;
import io.daybook.report.layout.Phrase;
import io.daybook.report.layout.Report;
import io.daybook.warehouse.SourceSnapshot;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

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
            .toList();
    return columns.isEmpty()
        ? report
        : report.withNote(
            new Note(
                Note.Kind.INCOMPLETE,
                report.formats().say(Phrase.INCOMPLETE) + " " + some(columns)));
  }

  /** The first of them, and how many there are beyond: {@code a, b, … (+3)}. */
  private static String some(List<String> columns) {
    String shown = columns.stream().limit(SHOWN).collect(Collectors.joining(", "));
    int beyond = columns.size() - SHOWN;
    return beyond > 0 ? "%s, … (+%d)".formatted(shown, beyond) : shown;
  }
}
