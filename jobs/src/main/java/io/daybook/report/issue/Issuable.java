package io.daybook.report.issue;

import static java.util.Objects.requireNonNull;

import io.daybook.report.file.FileFormat;
import io.daybook.report.layout.Report;

/**
 * A report that is ready to go out, the same for all who may see the same of it.
 *
 * @param id unique among all reports of the tenant, of whatever kind
 * @param tenant whose report it is
 * @param title as people call it
 * @param format of its file
 */
public record Issuable(String id, String tenant, String title, FileFormat format, Report content) {
  public Issuable {
    requireNonNull(id, "id is null");
    requireNonNull(tenant, "tenant is null");
    requireNonNull(title, "title is null");
    requireNonNull(format, "format is null");
    requireNonNull(content, "content is null");
    if (!content.tenant().id().equals(tenant)) {
      throw new IllegalArgumentException("Invalid report: its content is of another tenant");
    }
  }
}
