package io.daybook.delivery;

/**
 * What one round of deliveries came to.
 *
 * @param sent accepted by a server, or written into a live folder
 * @param shadowed written into the shadow's folder
 * @param later not accepted now; tried again, or left to another process
 * @param failed not accepted, and not tried again
 * @param unknown may be accepted
 */
public record Tally(int sent, int shadowed, int later, int failed, int unknown) {
  static final Tally NOTHING = new Tally(0, 0, 0, 0, 0);

  Tally plus(Tally other) {
    return new Tally(
        sent + other.sent,
        shadowed + other.shadowed,
        later + other.later,
        failed + other.failed,
        unknown + other.unknown);
  }

  static Tally of(DeliveryStatus status) {
    return switch (status) {
      case SENT -> new Tally(1, 0, 0, 0, 0);
      case SHADOWED -> new Tally(0, 1, 0, 0, 0);
      case FAILED -> new Tally(0, 0, 0, 1, 0);
      case UNKNOWN -> new Tally(0, 0, 0, 0, 1);
      case PENDING, CLAIMED, SENDING, RETRY -> new Tally(0, 0, 1, 0, 0);
    };
  }

  /** For people: {@code 12 sent, 1 failed}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    add(text, sent, "sent");
    add(text, shadowed, "written in shadow");
    add(text, later, "later");
    add(text, failed, "failed");
    add(text, unknown, "unknown");
    return text.isEmpty() ? "nothing to deliver" : text.toString();
  }

  private static void add(StringBuilder text, int count, String what) {
    if (count > 0) {
      text.append(text.isEmpty() ? "" : ", ").append(count).append(' ').append(what);
    }
  }
}
