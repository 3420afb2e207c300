package io.daybook.audience;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Who gets a report, if he may see any of it.
 *
 * @param all each address once, in the order of the definition
 * @param leftOut one line for each that gets none whatever it says, and why
 */
public record Recipients(List<Recipient> all, List<String> leftOut) {
  public Recipients {
    all = List.copyOf(all);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * One of them.
   *
   * @param name for the owner's eyes: {@code user 4f1c…}, or the address that the definition has
   * @param reader whose rights decide what is in it
   */
  public record Recipient(String address, String name, Asker reader) {
    public Recipient {
      requireNonNull(address, "address is null");
      requireNonNull(name, "name is null");
      requireNonNull(reader, "reader is null");
    }
  }

  /** Their addresses. */
  public List<String> addresses() {
    return all.stream().map(Recipient::address).toList();
  }
}
