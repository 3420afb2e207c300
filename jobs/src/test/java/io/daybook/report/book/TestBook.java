package io.daybook.report.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.report.file.FileFormat;
import io.daybook.report.file.ReportFile;
import io.daybook.report.file.ReportFiles;
import io.daybook.report.file.SampleReports;
import io.daybook.report.layout.Report;
import io.daybook.report.layout.Tenant;
import io.daybook.warehouse.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestBook {
  private static final Tenant NAMESAKE =
      new Tenant(
          "t-9",
          SampleReports.SYDNEY.name(),
          SampleReports.SYDNEY.zone(),
          SampleReports.SYDNEY.currency(),
          SampleReports.SYDNEY.locale());

  @TempDir private Path folder;

  private final Report report = SampleReports.monthly(SampleReports.SYDNEY);
  private Book book;
  private ReportFile file;

  @BeforeEach
  void make() {
    book = new Book(FileStore.open(folder.resolve("renoz").toString()));
    file = new ReportFiles().make(report, FileFormat.CSV, folder.resolve("out"));
  }

  private Path kept(String name) {
    return folder.resolve("renoz/book").resolve(name);
  }

  @Test
  void keepsAFileUnderItsContentByteForByte() throws IOException {
    String name = book.keep(file, report);
    byte[] delivered = Files.readAllBytes(file.path());
    Files.delete(file.path());
    assertThat(name).isEqualTo(file.sha256());
    try (InputStream in = book.open(name)) {
      assertThat(in.readAllBytes()).isEqualTo(delivered);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept(name))))
        .isEqualTo("r--r--r--");
  }

  @Test
  void keepsTheDatasetWithIt() throws IOException {
    JsonNode dataset = new ObjectMapper().readTree(book.datasets(book.keep(file, report)).get(0));
    assertThat(dataset.at("/provenance/release").asLong()).isEqualTo(214);
    assertThat(dataset.at("/provenance/definition").asText()).isEqualTo("sales 3");
    assertThat(dataset.at("/figures/0/value").asText()).isEqualTo("1284310.50");
    assertThat(dataset.at("/figures/7/value/unavailable").asText()).contains("No survey");
    assertThat(dataset.at("/tables/0/rows").asLong()).isEqualTo(40);
    assertThat(dataset.at("/tables/0/data")).hasSize(40);
    assertThat(dataset.at("/tables/0/totals/4").asText()).isEqualTo("920338.17");
  }

  @Test
  void keepsTheSameFileOnce() throws IOException {
    String name = book.keep(file, report);
    assertThat(book.keep(file, report)).isEqualTo(name);
    try (var names = Files.list(kept(name).getParent())) {
      assertThat(names).hasSize(2);
    }
  }

  @Test
  void keepsEachDatasetOfTwoReportsThatGiveTheSameFile() {
    Report namesake = SampleReports.monthly(NAMESAKE);
    ReportFile same = new ReportFiles().make(namesake, FileFormat.CSV, folder.resolve("other"));
    assertThat(same.sha256()).isEqualTo(file.sha256());
    String name = book.keep(file, report);
    assertThat(book.keep(same, namesake)).isEqualTo(name);
    assertThat(book.datasets(name))
        .containsExactlyInAnyOrder(text(file, report), text(same, namesake));
  }

  private static String text(ReportFile file, Report report) {
    return new String(DatasetJson.write(file, report), StandardCharsets.UTF_8);
  }

  @Test
  void readsTheDatasetOfAnOlderBook() throws IOException {
    String name = book.keep(file, report);
    Path older = Files.createDirectories(folder.resolve("older/book"));
    Files.copy(kept(name), older.resolve(name));
    Files.writeString(older.resolve(name + ".json"), text(file, report));
    Book olderBook = new Book(FileStore.open(older.getParent().toString()));
    assertThat(olderBook.datasets(name)).containsExactly(text(file, report));
    assertThat(olderBook.keep(file, report)).isEqualTo(name);
    assertThat(olderBook.datasets(name)).as("the same is told once").hasSize(1);
  }

  @Test
  void tellsThatAKeptDatasetWasChanged() throws IOException {
    String name = book.keep(file, report);
    Path dataset;
    try (var paths = Files.list(kept(name).getParent())) {
      dataset = paths.filter(path -> path.toString().endsWith(".json")).findFirst().orElseThrow();
    }
    Files.setPosixFilePermissions(dataset, PosixFilePermissions.fromString("rw-r--r--"));
    Files.writeString(dataset, "{}");
    assertThatThrownBy(() -> book.datasets(name))
        .hasMessageContaining("BOOK-CORRUPT")
        .hasMessageContaining("its dataset is not the one that its name says");
    assertThatThrownBy(() -> book.keep(file, report)).hasMessageContaining("BOOK-CORRUPT");
  }

  @Test
  void tellsThatAKeptFileWasChanged() throws IOException {
    String name = book.keep(file, report);
    Files.setPosixFilePermissions(kept(name), PosixFilePermissions.fromString("rw-r--r--"));
    Files.writeString(kept(name), "another content");
    assertThatThrownBy(() -> book.open(name))
        .hasMessageContaining("BOOK-CORRUPT")
        .hasMessageContaining("its content is not the one that its name says");
    assertThatThrownBy(() -> book.keep(file, report)).hasMessageContaining("BOOK-CORRUPT");
  }

  @Test
  void refusesNamesThatAreNoDigest() {
    assertThatThrownBy(() -> book.open("../releases/1.json")).hasMessageContaining("Invalid name");
    assertThatThrownBy(() -> book.datasets("0".repeat(64))).hasMessageContaining("it is not there");
  }
}
