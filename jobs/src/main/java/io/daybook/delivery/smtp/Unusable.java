package io.daybook.delivery.smtp;

/** A delivery that can never be made as it is: its address, its size. The message says why. */
public final class Unusable extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why, in one line. */
  public Unusable(String reason) {
    super(reason);
  }
}
