package io.daybook.report.file;

import io.daybook.report.layout.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * One file format: writes a report, and says what a file of it states. Safe for several threads.
 */
interface Renderer {
  /** What it writes. */
  FileFormat format();

  /**
   * Writes a report. Rows are read one by one; memory does not grow with them where the format
   * allows it.
   *
   * @param out not closed
   */
  void render(Report report, OutputStream out) throws IOException;

  /**
   * Opens a file of this format again and compares what it says with the report.
   *
   * @throws WrongFile at the first difference
   * @throws IOException when it cannot be read as a file of this format
   */
  void check(Report report, Path file) throws IOException, WrongFile;
}
