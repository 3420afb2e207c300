package io.daybook.report.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.Programs;
import io.daybook.report.file.LibreOffice.OfficeCell;
import io.daybook.report.layout.Report;
import io.daybook.report.layout.Tenant;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Workbooks as the spreadsheet program reads them that most people have for nothing. */
@Tag("slow")
@Tag("promise")
class TestLibreOffice {
  @TempDir private Path folder;

  @BeforeAll
  static void requireLibreOffice() {
    Programs.require("soffice");
  }

  private static List<Tenant> tenants() {
    return List.of(SampleReports.SYDNEY, SampleReports.SAO_PAULO);
  }

  @ParameterizedTest
  @MethodSource("tenants")
  void readsEveryCellAsItWasWritten(Tenant tenant) throws Exception {
    Path file = make(SampleReports.monthly(tenant));
    List<List<List<OfficeCell>>> read = LibreOffice.read(file, folder).orElseThrow();
    int numbers = 0;
    int formulas = 0;
    try (ReadableWorkbook workbook =
        new ReadableWorkbook(file.toFile(), new ReadingOptions(true, false))) {
      List<Sheet> sheets = workbook.getSheets().toList();
      assertThat(read).hasSameSizeAs(sheets);
      for (int sheet = 0; sheet < sheets.size(); sheet++) {
        for (Row row : sheets.get(sheet).read()) {
          for (Cell cell : row) {
            if (cell == null || (cell.getType() != CellType.FORMULA && cell.getText().isEmpty())) {
              continue;
            }
            String where = sheets.get(sheet).getName() + " " + cell.getAddress();
            OfficeCell office =
                read.get(sheet).get(cell.getAddress().getRow()).get(cell.getAddress().getColumn());
            if (cell.getType() == CellType.FORMULA) {
              requireTotal(read.get(sheet), cell, office, where);
              formulas++;
            } else if (cell.getType() == CellType.NUMBER) {
              requireNumber(cell, office, where);
              numbers++;
            } else {
              assertThat(office.type()).as(where).isEqualTo("string");
              assertThat(office.formula()).as(where).isEmpty();
              assertThat(FigureRows.spaced(office.text()))
                  .as(where)
                  .isEqualTo(FigureRows.spaced(cell.asString()));
            }
          }
        }
      }
    }
    assertThat(numbers).isGreaterThan(150);
    assertThat(formulas).isGreaterThan(1);
  }

  /** The sum stands above the formula, as a value. */
  private static void requireTotal(
      List<List<OfficeCell>> sheet, Cell cell, OfficeCell office, String where) {
    assertThat(office.formula()).as(where).contains("SUM(");
    assertThat(office.type()).as(where).isNotEqualTo("string");
    OfficeCell above = sheet.get(cell.getAddress().getRow() - 1).get(cell.getAddress().getColumn());
    assertThat(above.formula()).as(where).isEmpty();
    assertThat(new BigDecimal(office.value()).setScale(6, java.math.RoundingMode.HALF_UP))
        .as(where)
        .isEqualByComparingTo(new BigDecimal(above.value()));
  }

  private static void requireNumber(Cell cell, OfficeCell office, String where) {
    assertThat(office.formula()).as(where).isEmpty();
    if (office.type().equals("date")) {
      assertThat(office.value()).as(where).startsWith(cell.asDate().toLocalDate().toString());
    } else {
      assertThat(office.type()).as(where).isIn("float", "percentage", "currency");
      assertThat(new BigDecimal(office.value())).as(where).isEqualByComparingTo(cell.asNumber());
    }
  }

  private Path make(Report report) {
    return new ReportFiles().make(report, FileFormat.XLSX, folder).path();
  }

  /** What would need a repair is not opened: that it was opened says something. */
  @Test
  void doesNotOpenWhatIsBroken() throws Exception {
    Path whole = make(SampleReports.monthly(SampleReports.SYDNEY));
    byte[] bytes = Files.readAllBytes(whole);
    Path broken = folder.resolve("broken.xlsx");
    Files.write(broken, Arrays.copyOf(bytes, bytes.length * 2 / 3));
    Optional<List<List<List<OfficeCell>>>> read = LibreOffice.read(broken, folder);
    assertThat(read).isEmpty();
  }
}
