package io.daybook.schema;

import java.nio.ByteBuffer;
import java.util.UUID;

/** How a query sees columns of type {@code uuid}. */
public enum KeyForm {
  /**
   * As the texts that they are to people: what people write, in models, checks and reports. Nobody
   * needs to know how a key is stored, and a release whose keys were stored as texts reads alike.
   */
  TEXT,

  /**
   * As they are stored, 16 bytes that an engine compares twice as fast: the queries that Daybook
   * writes. They compare such a column with nothing but another one, {@code as_uuid(text)} is one,
   * and {@code uuid_text(key)} is its text; in the other form both are what they are given.
   */
  STORED;

  /** The text of a stored key. */
  public static String text(byte[] key) {
    ByteBuffer bytes = ByteBuffer.wrap(key);
    return new UUID(bytes.getLong(), bytes.getLong()).toString();
  }
}
