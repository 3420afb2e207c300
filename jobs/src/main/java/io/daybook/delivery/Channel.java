package io.daybook.delivery;

/** How a message travels. */
public enum Channel {
  /** To one address, by SMTP. */
  EMAIL,
  /** Into a folder below the configured one; the recipient is its relative path. */
  FOLDER
}
