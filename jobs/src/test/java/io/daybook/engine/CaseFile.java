package io.daybook.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A resource of lines {@code <given> => <expected>}; lines that begin with # are comments. */
final class CaseFile {
  /** One line. */
  record Case(String given, String expected) {}

  private CaseFile() {}

  static List<Case> load(String resource) {
    try (InputStream in = CaseFile.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(CaseFile::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Case parse(String line) {
    int arrow = line.lastIndexOf(" => ");
    return new Case(line.substring(0, arrow), line.substring(arrow + 4));
  }
}
