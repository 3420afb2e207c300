package io.daybook.report.file;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A file that was made and says what its report says.
 *
 * @param sha256 of its content, lower-case hexadecimal
 */
public record ReportFile(Path path, FileFormat format, String sha256, long bytes) {
  public ReportFile {
    requireNonNull(path, "path is null");
    requireNonNull(format, "format is null");
    requireNonNull(sha256, "sha256 is null");
  }

  /** The name that a reader sees. */
  public String name() {
    return path.getFileName().toString();
  }
}
