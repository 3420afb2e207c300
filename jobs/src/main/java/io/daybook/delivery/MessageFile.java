package io.daybook.delivery;

import static java.util.Objects.requireNonNull;

import io.daybook.delivery.smtp.OneLine;
import io.daybook.digest.Sha256;
import java.util.regex.Pattern;

/** Bytes that travel with a message: an attachment, or an image that its HTML shows. Immutable. */
public final class MessageFile {
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[a-z0-9.+-]+/[a-z0-9.+-]+(; charset=utf-8)?");

  private final String name;
  private final String mediaType;
  private final byte[] bytes;
  private final String sha256;

  private MessageFile(String name, String mediaType, byte[] bytes) {
    this.name = name;
    this.mediaType = mediaType;
    this.bytes = bytes;
    this.sha256 = Sha256.of(bytes);
  }

  /**
   * A file.
   *
   * @param name as the recipient sees it; an image's name is what the HTML calls {@code cid:name}
   * @param mediaType {@code application/pdf}; of a text with {@code ; charset=utf-8} at most
   * @param bytes taken as they are, not copied
   */
  public static MessageFile of(String name, String mediaType, byte[] bytes) {
    requireNonNull(bytes, "bytes is null");
    if (!MEDIA_TYPE.matcher(mediaType).matches()) {
      throw new IllegalArgumentException("Invalid media type: " + mediaType);
    }
    return new MessageFile(OneLine.fileName(name), mediaType, bytes);
  }

  /** Its name; no folder, no control characters. */
  public String name() {
    return name;
  }

  /** Its media type. */
  public String mediaType() {
    return mediaType;
  }

  /** Its bytes; not a copy. */
  byte[] bytes() {
    return bytes;
  }

  /** SHA-256 of the bytes, lower-case hexadecimal. */
  public String sha256() {
    return sha256;
  }
}
