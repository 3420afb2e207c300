package io.daybook.report.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.report.layout.ReportTable;
import org.junit.jupiter.api.Test;

class TestPageText {
  @Test
  void countsOneRowAsOne() {
    assertThat(rowsLine(0, 50)).isEqualTo("0 rows");
    assertThat(rowsLine(1, 50)).isEqualTo("1 row");
    assertThat(rowsLine(2, 50)).isEqualTo("2 rows");
    assertThat(rowsLine(3, 1)).startsWith("1 of 3 rows; the XLSX or CSV file");
  }

  private static String rowsLine(int rows, int cap) {
    ReportTable table = SampleReports.receivables(true, rows, name -> name);
    return PageText.of(SampleReports.monthly(SampleReports.SYDNEY), cap, text -> text)
        .rowsLine(table);
  }
}
