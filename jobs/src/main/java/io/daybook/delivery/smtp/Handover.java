package io.daybook.delivery.smtp;

/**
 * What must be recorded while a message is handed over. Both are asked at the last moment; when one
 * says no, nothing more of the message may go out.
 */
public interface Handover {
  /** The first byte goes out now. */
  boolean begin();

  /** The end goes out now; the server may accept the message from then on. */
  boolean end();
}
