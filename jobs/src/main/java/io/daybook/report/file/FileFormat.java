package io.daybook.report.file;

/** A format that a report can be had in. */
public enum FileFormat {
  /** For reading and forwarding; tables are capped. */
  PDF("application/pdf", "pdf"),
  /** For working on: typed cells, formulas, all rows. */
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
  /** For other programs: all rows. */
  CSV("text/csv; charset=utf-8", "csv"),
  /** One page without anything outside of it; tables are capped. */
  HTML("text/html; charset=utf-8", "html");

  private final String mediaType;
  private final String extension;

  FileFormat(String mediaType, String extension) {
    this.mediaType = mediaType;
    this.extension = extension;
  }

  /** As a mail's Content-Type has it. */
  public String mediaType() {
    return mediaType;
  }

  /** Without the dot. */
  public String extension() {
    return extension;
  }
}
