package io.daybook.report.file;

/** A file does not say what its report says. Names the place, never a value of the tenant. */
final class WrongFile extends Exception {
  private static final long serialVersionUID = 1L;

  WrongFile(String message) {
    super(message);
  }
}
