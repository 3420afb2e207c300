package io.daybook.report.file;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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

  /** The name of content: its SHA-256 in lower-case hexadecimal. */
  static String sha256(byte[] content) {
    return HexFormat.of().formatHex(digest().digest(content));
  }

  /** The name of a file's content. */
  static String sha256(Path file) throws IOException {
    MessageDigest digest = digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
