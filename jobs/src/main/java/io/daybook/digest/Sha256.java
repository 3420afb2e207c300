package io.daybook.digest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** SHA-256, as lower-case hexadecimal digits. */
public final class Sha256 {
  private static final int VERSION_BYTES = 8;

  private Sha256() {}

  /** A digest to be fed piece by piece; its end is read by {@link #end}. */
  public static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** Ends a digest. */
  public static String end(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Of bytes. */
  public static String of(byte[] content) {
    MessageDigest digest = begin();
    digest.update(content);
    return end(digest);
  }

  /** Of a text's UTF-8 bytes. */
  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Of all that a stream still has. The caller closes it. */
  public static String of(InputStream content) throws IOException {
    MessageDigest digest = begin();
    new DigestInputStream(content, digest).transferTo(OutputStream.nullOutputStream());
    return end(digest);
  }

  /** Of a file's content, which need not fit into memory. */
  public static String of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in);
    }
  }

  /** Of the parts' texts in their order; no text can move from one part to the next unseen. */
  public static String ofParts(Object... parts) {
    return of(Stream.of(parts).map(Object::toString).collect(Collectors.joining("\0")));
  }

  /**
   * A version of what the parts define, for people to compare: the first 64 bits of {@link
   * #ofParts}, 16 digits. Two of a million versions are the same by accident once in 37 million
   * tries.
   */
  public static String version(Object... parts) {
    return ofParts(parts).substring(0, 2 * VERSION_BYTES);
  }
}
