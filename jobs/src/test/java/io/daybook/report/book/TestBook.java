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
import io.daybook.warehouse.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestBook {
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
    JsonNode dataset = new ObjectMapper().readTree(book.dataset(book.keep(file, report)));
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
    assertThatThrownBy(() -> book.dataset("0".repeat(64))).hasMessageContaining("it is not there");
  }
}
