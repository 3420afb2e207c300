package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.Programs;
import io.daybook.definition.Renoz;
import io.daybook.report.DefinedReports;
import io.daybook.report.ReleaseReports;
import io.daybook.report.file.FileFormat;
import io.daybook.report.file.ReportFiles;
import io.daybook.report.issue.Made;
import io.daybook.report.layout.Cell;
import io.daybook.report.layout.Measure;
import io.daybook.report.layout.Report;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a spreadsheet program makes of a custom report whose texts are made to be formulas. */
@Tag("slow")
@Tag("promise")
class TestCustomSpreadsheets {
  /** Comma, double quotes, UTF-8; quoted fields are texts, others what they look like. */
  private static final String CSV =
      "Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false,false,false,-1,true";

  /** What LibreOffice calls the only formulas that are ours. */
  private static final Pattern OUR_SUM =
      Pattern.compile("of:=SUM\\(\\[\\.([A-Z]+)\\d+:\\.\\1\\d+\\]\\)");

  private static final List<String> HOSTILE =
      List.of(
          "=1+1",
          "+1+1",
          "-1+1",
          "@SUM(1;1)",
          "\t=1+1",
          "\r=1+1",
          " =1+1",
          "\"=1+1\"",
          "'=1+1",
          "\uFF1D1+1",
          "=cmd|' /C calc'!A0",
          "=DDE(\"soffice\";\"/etc/passwd\";\"Sheet1.A1\")",
          "=HYPERLINK(\"http://example.com\";\"ok\")",
          "=WEBSERVICE(\"http://example.com\")",
          "of:=1+1",
          "_x003D_1+1",
          "00123",
          "-00123.50",
          "1234567890123456",
          "12345678901234567890.12",
          "0.1234567890123456789",
          "1e5",
          "1E-400",
          "1,234.50",
          "12/11/2026",
          "2026-11-12",
          "TRUE",
          "50%",
          "$5.00");

  @TempDir static Path directory;

  private static NightFixture fixture;
  private static ReleaseReports reports;
  private static String tenant;

  @BeforeAll
  static void makeARelease() throws SQLException {
    Programs.require("soffice");
    fixture = NightFixture.open(directory, 34);
    tenant = fixture.source.tenants().get(0).id().toString();
    try (Connection owner = fixture.database.connect();
        PreparedStatement update =
            owner.prepareStatement(
                """
                update customers set name = ?, credit_limit = ? where id = (
                    select id from customers
                    where organization_id = ?::uuid and deleted_at is null
                    order by id offset ? limit 1
                )
                """)) {
      for (int i = 0; i < HOSTILE.size(); i++) {
        update.setString(1, HOSTILE.get(i));
        update.setBigDecimal(2, i % 2 == 0 ? new BigDecimal("-9999999999.99") : limit(i));
        update.setString(3, tenant);
        update.setInt(4, i);
        assertThat(update.executeUpdate()).isEqualTo(1);
      }
    }
    reports =
        ReleaseReports.load(
            fixture.files(),
            fixture.run("duckdb"),
            new DefinedReports(
                Renoz.DEFINITION.reports(), CustomFixture.METRICS, Renoz.DEFINITION.catalogue()),
            directory.resolve("cache"),
            "organization_id");
  }

  private static BigDecimal limit(int place) {
    return new BigDecimal("1234567890.12").add(BigDecimal.valueOf(place));
  }

  @AfterAll
  static void close() {
    if (fixture != null) {
      reports.close();
      fixture.close();
    }
  }

  @Test
  void holdsNoFormulaOfTheDataAndAltersNoNumber() throws Exception {
    Report report = report();
    for (FileFormat format : List.of(FileFormat.XLSX, FileFormat.CSV)) {
      Path file =
          new ReportFiles()
              .make(report, format, Files.createDirectories(directory.resolve("made")))
              .path();
      FlatSheet opened =
          FlatSheet.open(
              file,
              Files.createDirectories(directory.resolve(format.name())),
              format == FileFormat.CSV ? CSV : "");
      assertThat(formulas(opened))
          .as("%s", format)
          .allMatch(formula -> format == FileFormat.XLSX && OUR_SUM.matcher(formula).matches());
      saysWhatTheReportSays(opened, report, format);
    }
  }

  /** The other side: as CSV is usually written. */
  @Test
  void anUnguardedFileIsFullOfFormulas() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("unguarded.csv"),
            String.join("\r\n", "name", "=1+1", "@SUM(1;1)", "00123") + "\r\n");
    FlatSheet opened =
        FlatSheet.open(file, Files.createDirectories(directory.resolve("unguarded")), CSV);
    assertThat(formulas(opened)).contains("of:=1+1");
    assertThat(opened.rows().get(3).get(0).value()).as("00123").isEqualTo("123");
  }

  private static List<String> formulas(FlatSheet sheet) {
    return sheet.rows().stream()
        .flatMap(List::stream)
        .map(FlatSheet.Cell::formula)
        .filter(formula -> !formula.isEmpty())
        .toList();
  }

  private static Report report() {
    Made made =
        reports
            .custom()
            .ask(
                "Hostile",
                """
            {"source": "customers", "columns": ["customer_code", "name", "credit_limit"],
              "sort": [{"by": "customer_code"}], "limit": 5000}
            """,
                reports.audience().inRole(tenant, "owner"));
    assertThat(made).isInstanceOf(Made.Ready.class);
    return ((Made.Ready) made).content();
  }

  private static void saysWhatTheReportSays(FlatSheet opened, Report report, FileFormat format) {
    List<List<Cell>> expected = report.tables().get(0).open().toList();
    List<String> hostile = new ArrayList<>(HOSTILE);
    int first = first(opened, expected.get(0));
    for (int i = 0; i < expected.size(); i++) {
      List<Cell> row = expected.get(i);
      List<FlatSheet.Cell> shown = opened.rows().get(first + i);
      String name = ((Cell.Text) row.get(1)).text();
      hostile.remove(name);
      assertThat(shown.get(0).text()).isEqualTo(((Cell.Text) row.get(0)).text());
      assertThat(shown.get(1).type()).as(format + " " + name).isEqualTo("string");
      assertThat(plain(shown.get(1).text()))
          .as(format + " " + name)
          .isIn(plain(name), "'" + plain(name));
      if (row.get(2) instanceof Measure.Known number) {
        assertThat(shown.get(2).type()).as(format + " " + name).isIn("float", "currency");
        assertThat(new BigDecimal(shown.get(2).value()))
            .as(format + " " + name)
            .isEqualByComparingTo(number.value());
      } else {
        assertThat(shown).hasSizeLessThan(3);
      }
    }
    assertThat(hostile).as("all of them were in the report").isEmpty();
  }

  /** A return is a line's end to XML. */
  private static String plain(String text) {
    return text.replace('\r', '\n');
  }

  private static int first(FlatSheet opened, List<Cell> row) {
    String code = ((Cell.Text) row.get(0)).text();
    for (int i = 0; i < opened.rows().size(); i++) {
      List<FlatSheet.Cell> cells = opened.rows().get(i);
      if (!cells.isEmpty() && cells.get(0).text().equals(code)) {
        return i;
      }
    }
    throw new AssertionError("There is no row " + code);
  }
}
