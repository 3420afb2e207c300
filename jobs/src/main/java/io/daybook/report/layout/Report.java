package io.daybook.report.layout;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A report as a reader gets it, whatever the file: first the answer (figures), then the evidence
 * (charts, tables), then the notes.
 *
 * @param title what it is about, without the period
 * @param period the local dates covered
 * @param comparison the local dates compared with, if any
 */
public record Report(
    String title,
    Tenant tenant,
    DateSpan period,
    Optional<DateSpan> comparison,
    Provenance provenance,
    List<Figure> figures,
    List<Chart> charts,
    List<ReportTable> tables,
    List<Note> notes) {
  public Report {
    title = OneLine.label("title", title);
    requireNonNull(tenant, "tenant is null");
    requireNonNull(period, "period is null");
    requireNonNull(comparison, "comparison is null");
    requireNonNull(provenance, "provenance is null");
    figures = List.copyOf(figures);
    charts = List.copyOf(charts);
    tables = List.copyOf(tables);
    notes = List.copyOf(notes);
  }

  /** The same with a note before the others. */
  public Report withNote(Note note) {
    return new Report(
        title,
        tenant,
        period,
        comparison,
        provenance,
        figures,
        charts,
        tables,
        Stream.concat(Stream.of(note), notes.stream()).toList());
  }

  /** How this report writes numbers, dates and phrases. */
  public Formats formats() {
    return Formats.of(tenant);
  }
}
