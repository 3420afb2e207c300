package io.daybook.report.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Copies a workbook so that it holds nothing of the moment it was written in: its creation is the
 * release's, and its entries have no time. Compressed parts are copied as they are.
 */
final class XlsxSeal {
  private static final String CORE = "docProps/core.xml";

  /** The first instant that an archive can name. */
  private static final long NO_TIME = Instant.parse("1980-01-01T00:00:00Z").toEpochMilli();

  private XlsxSeal() {}

  /** Copies to a stream that is not closed. */
  static void copy(Path workbook, OutputStream out, Instant created) throws IOException {
    try (ZipFile zip = ZipFile.builder().setPath(workbook).get()) {
      ZipArchiveOutputStream sealed = new ZipArchiveOutputStream(out);
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        if (entry.getName().equals(CORE)) {
          byte[] core = core(zip, entry, created);
          sealed.addRawArchiveEntry(stored(core), new ByteArrayInputStream(core));
        } else {
          sealed.addRawArchiveEntry(timeless(entry), zip.getRawInputStream(entry));
        }
      }
      sealed.finish();
    }
  }

  private static ZipArchiveEntry timeless(ZipArchiveEntry entry) {
    ZipArchiveEntry copy = new ZipArchiveEntry(entry.getName());
    copy.setMethod(entry.getMethod());
    copy.setSize(entry.getSize());
    copy.setCompressedSize(entry.getCompressedSize());
    copy.setCrc(entry.getCrc());
    copy.setTime(NO_TIME);
    return copy;
  }

  private static ZipArchiveEntry stored(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipArchiveEntry entry = new ZipArchiveEntry(CORE);
    entry.setMethod(ZipArchiveEntry.STORED);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTime(NO_TIME);
    return entry;
  }

  private static byte[] core(ZipFile zip, ZipArchiveEntry entry, Instant created)
      throws IOException {
    String text;
    try (InputStream in = zip.getInputStream(entry)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    return text.replaceFirst(
            "(<dcterms:created[^>]*>)[^<]*", "$1" + created.truncatedTo(ChronoUnit.SECONDS))
        .getBytes(StandardCharsets.UTF_8);
  }
}
