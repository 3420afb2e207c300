package io.daybook.report.file;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

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

  /** The formats by their names, in lower case, as people write them. */
  public static Map<String, FileFormat> byName() {
    Map<String, FileFormat> formats = new LinkedHashMap<>();
    for (FileFormat format : values()) {
      formats.put(format.text(), format);
    }
    return formats;
  }

  /** As people write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
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
