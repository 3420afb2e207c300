package io.daybook.report.book;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.daybook.report.file.ReportFile;
import io.daybook.report.layout.Cell;
import io.daybook.report.layout.Chart;
import io.daybook.report.layout.Column;
import io.daybook.report.layout.DateSpan;
import io.daybook.report.layout.Figure;
import io.daybook.report.layout.Measure;
import io.daybook.report.layout.Ratio;
import io.daybook.report.layout.Report;
import io.daybook.report.layout.ReportTable;
import io.daybook.report.layout.Series;
import io.daybook.report.layout.Target;
import io.daybook.report.layout.Total;
import io.daybook.report.layout.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a report's file is made of, as JSON: definition, release, figures, control totals, rows.
 * Numbers are texts with all their decimals, a row is a list in the order of its columns. The same
 * report gives the same bytes.
 */
public final class DatasetJson {
  /** Rows of a table that are kept beside a file; files for working on have all of them. */
  static final int ROWS = 2_000;

  private static final int VERSION = 1;

  private final JsonGenerator json;
  private final long most;

  private DatasetJson(JsonGenerator json, long most) {
    this.json = json;
    this.most = most;
  }

  /** A report without a file, all rows of it, as UTF-8. */
  public static byte[] of(Report report) {
    return write(Optional.empty(), report, Long.MAX_VALUE);
  }

  /** The first rows of a report, and the file that holds it. */
  static byte[] write(ReportFile file, Report report) {
    return write(Optional.of(file), report, ROWS);
  }

  private static byte[] write(Optional<ReportFile> file, Report report, long most) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      new DatasetJson(json, most).report(file, report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void report(Optional<ReportFile> file, Report report) throws IOException {
    json.writeStartObject();
    json.writeNumberField("version", VERSION);
    if (file.isPresent()) {
      file(file.get());
    }
    json.writeStringField("title", report.title());
    tenant(report);
    span("period", report.period());
    if (report.comparison().isPresent()) {
      span("comparison", report.comparison().get());
    }
    provenance(report);
    json.writeArrayFieldStart("figures");
    for (Figure figure : report.figures()) {
      figure(figure);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("charts");
    for (Chart chart : report.charts()) {
      chart(chart);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("tables");
    for (ReportTable table : report.tables()) {
      table(table);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("notes");
    for (var note : report.notes()) {
      json.writeString(note.kind() + ": " + note.text());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void file(ReportFile file) throws IOException {
    json.writeObjectFieldStart("file");
    json.writeStringField("format", file.format().name());
    json.writeStringField("sha256", file.sha256());
    json.writeNumberField("bytes", file.bytes());
    json.writeEndObject();
  }

  private void tenant(Report report) throws IOException {
    json.writeObjectFieldStart("tenant");
    json.writeStringField("id", report.tenant().id());
    json.writeStringField("name", report.tenant().name());
    json.writeStringField("zone", report.tenant().zone().getId());
    json.writeStringField("currency", report.tenant().currency().getCurrencyCode());
    json.writeStringField("locale", report.tenant().locale().toLanguageTag());
    json.writeEndObject();
  }

  private void provenance(Report report) throws IOException {
    json.writeObjectFieldStart("provenance");
    json.writeStringField("source", report.provenance().source());
    json.writeNumberField("release", report.provenance().release());
    json.writeStringField("dataAsOf", report.provenance().dataAsOf().toString());
    if (report.provenance().zoneRules().isPresent()) {
      json.writeStringField("zoneRules", report.provenance().zoneRules().orElseThrow());
    }
    json.writeStringField("definition", report.provenance().definition());
    json.writeStringField("build", report.provenance().build());
    json.writeEndObject();
  }

  private void span(String name, DateSpan span) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("from", span.from().toString());
    json.writeStringField("until", span.until().toString());
    json.writeEndObject();
  }

  private void figure(Figure figure) throws IOException {
    json.writeStartObject();
    json.writeStringField("label", figure.label());
    unit(figure.unit());
    json.writeNumberField("decimals", figure.decimals());
    measure("value", figure.value());
    if (figure.comparison().isPresent()) {
      measure("comparison", figure.comparison().get());
    }
    if (figure.ratio().isPresent()) {
      Ratio ratio = figure.ratio().get();
      part("numerator", ratio.numerator());
      part("denominator", ratio.denominator());
    }
    if (figure.target().isPresent()) {
      target(figure.target().get());
    }
    json.writeEndObject();
  }

  private void target(Target target) throws IOException {
    json.writeObjectFieldStart("target");
    number("goal", target.goal());
    number("actual", target.actual());
    number("pace", target.pace());
    span("span", target.span());
    json.writeStringField("reached", target.reached().toString());
    json.writeBooleanField("linear", target.linear());
    json.writeEndObject();
  }

  private void part(String name, Ratio.Part part) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("name", part.name());
    unit(part.unit());
    number("value", part.value());
    json.writeEndObject();
  }

  private void measure(String name, Measure measure) throws IOException {
    if (measure instanceof Measure.Unavailable unavailable) {
      json.writeObjectFieldStart(name);
      json.writeStringField("unavailable", unavailable.reason());
      json.writeEndObject();
    } else {
      number(name, measure.number().orElseThrow());
    }
  }

  private void number(String name, BigDecimal value) throws IOException {
    json.writeStringField(name, value.toPlainString());
  }

  private void chart(Chart chart) throws IOException {
    json.writeStartObject();
    json.writeStringField("title", chart.title());
    unit(chart.unit());
    json.writeStringField("step", chart.step().name());
    slots("current", chart.slots());
    slots("previous", chart.previousSlots());
    json.writeEndObject();
  }

  private void slots(String name, List<Series.Slot> slots) throws IOException {
    json.writeArrayFieldStart(name);
    for (Series.Slot slot : slots) {
      json.writeStartArray();
      json.writeString(slot.day().toString());
      Optional<BigDecimal> value = slot.value();
      if (value.isPresent()) {
        json.writeString(value.get().toPlainString());
      } else {
        json.writeNull();
      }
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void table(ReportTable table) throws IOException {
    json.writeStartObject();
    json.writeStringField("title", table.title());
    json.writeNumberField("rows", table.rows().count());
    json.writeNumberField("available", table.available());
    json.writeArrayFieldStart("columns");
    for (Column column : table.columns()) {
      json.writeStartObject();
      json.writeStringField("title", column.title());
      json.writeStringField("kind", column.kind().name());
      if (column.unit().isPresent()) {
        unit(column.unit().get());
        json.writeNumberField("decimals", column.decimals());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("totals");
    for (Total total : table.totals()) {
      cell(total.cell());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("data");
    try (Stream<List<Cell>> rows = table.open().limit(most)) {
      for (Iterator<List<Cell>> each = rows.iterator(); each.hasNext(); ) {
        json.writeStartArray();
        for (Cell cell : each.next()) {
          cell(cell);
        }
        json.writeEndArray();
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** The kind of unit; of a measure its symbol in capitals, and as it is shown. */
  private void unit(Unit unit) throws IOException {
    if (unit.symbol().isEmpty()) {
      json.writeStringField("unit", unit.kind().name());
    } else {
      json.writeStringField("unit", unit.symbol().toUpperCase(Locale.ROOT));
      json.writeStringField("symbol", unit.symbol());
    }
  }

  private void cell(Cell cell) throws IOException {
    if (cell instanceof Cell.Text text) {
      json.writeString(text.text());
    } else if (cell instanceof Cell.Day day) {
      json.writeString(day.date().toString());
    } else if (cell instanceof Cell.Moment moment) {
      json.writeString(moment.instant().toString());
    } else if (cell instanceof Measure.Unavailable unavailable) {
      json.writeStartObject();
      json.writeStringField("unavailable", unavailable.reason());
      json.writeEndObject();
    } else if (cell instanceof Measure.Known known) {
      json.writeString(known.value().toPlainString());
    } else {
      json.writeNull();
    }
  }
}
