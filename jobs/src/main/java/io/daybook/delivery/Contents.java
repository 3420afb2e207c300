package io.daybook.delivery;

/**
 * Bytes under their SHA-256: the book, as deliveries use it. Safe for several threads and
 * processes.
 */
public interface Contents {
  /** Keeps bytes; they are durable when this returns. Keeping the same twice is no change. */
  void keep(String sha256, byte[] bytes);

  /**
   * The bytes.
   *
   * @throws io.daybook.fault.DaybookException when they are missing or cannot be read
   */
  byte[] read(String sha256);
}
