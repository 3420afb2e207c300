package io.daybook.delivery;

import java.util.Locale;

/** Where a delivery stands. */
public enum DeliveryStatus {
  /** Nobody has tried yet. */
  PENDING,
  /** A process prepares it; nothing was handed over. */
  CLAIMED,
  /** A process hands it over. No other process ever takes it from here. */
  SENDING,
  /** The server has accepted it, or the folder holds it. */
  SENT,
  /** It is known not to have been accepted, and is tried again. */
  RETRY,
  /** It is known not to have been accepted, and is not tried again. */
  FAILED,
  /** The server may have accepted it. Only a person may have it sent again. */
  UNKNOWN,
  /** Written to the shadow's folder only. */
  SHADOWED;

  /** Whether nothing more happens to it by itself. */
  public boolean isFinal() {
    return switch (this) {
      case SENT, FAILED, UNKNOWN, SHADOWED -> true;
      case PENDING, CLAIMED, SENDING, RETRY -> false;
    };
  }

  /** The name as people read it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
