package io.daybook.delivery.smtp;

import jakarta.mail.MessagingException;

/** Why the library failed, in one line. */
final class Reason {
  private Reason() {}

  /** The innermost cause says most: the library wraps sockets' exceptions. */
  static String of(Exception failure) {
    Throwable cause = failure;
    while (true) {
      Throwable next =
          cause instanceof MessagingException mail && mail.getNextException() != null
              ? mail.getNextException()
              : cause.getCause();
      if (next == null || next == cause) {
        break;
      }
      cause = next;
    }
    String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return OneLine.of(cause.getClass().getSimpleName() + message);
  }
}
