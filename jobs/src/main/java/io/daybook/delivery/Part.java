package io.daybook.delivery;

import static java.util.Objects.requireNonNull;

/**
 * A piece of a delivery, by its content.
 *
 * @param name of a file, or of an image in the HTML; {@code html} and {@code text} of the bodies
 * @param sha256 where the contents have it
 * @param bytes how long it is
 */
public record Part(Role role, String name, String mediaType, String sha256, long bytes) {
  /** What a piece is for. */
  public enum Role {
    /** The body. */
    HTML,
    /** The body for readers without HTML. */
    TEXT,
    /** Shown by the HTML. */
    IMAGE,
    /** A file. */
    ATTACHMENT
  }

  public Part {
    requireNonNull(role, "role is null");
    requireNonNull(name, "name is null");
    requireNonNull(mediaType, "mediaType is null");
    requireNonNull(sha256, "sha256 is null");
  }

  static Part of(Role role, MessageFile file) {
    return new Part(role, file.name(), file.mediaType(), file.sha256(), file.bytes().length);
  }
}
