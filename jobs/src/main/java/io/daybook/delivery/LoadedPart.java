package io.daybook.delivery;

import static java.util.Objects.requireNonNull;

import io.daybook.digest.Sha256;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.util.List;

/** A piece of a delivery with its bytes, which are what its SHA-256 says. */
final class LoadedPart {
  private final Part part;
  private final byte[] bytes;

  LoadedPart(Part part, byte[] bytes) {
    this.part = requireNonNull(part, "part is null");
    this.bytes = requireNonNull(bytes, "bytes is null");
  }

  Part part() {
    return part;
  }

  /** Not a copy. */
  byte[] bytes() {
    return bytes;
  }

  static List<LoadedPart> load(List<Part> parts, Contents contents) {
    return parts.stream().map(part -> load(part, contents)).toList();
  }

  private static LoadedPart load(Part part, Contents contents) {
    byte[] bytes = contents.read(part.sha256());
    if (!Sha256.of(bytes).equals(part.sha256())) {
      throw DaybookException.of(
              Code.BOOK_CORRUPT,
              "Cannot deliver %s: what lies under its SHA-256 %s is something else"
                  .formatted(part.name(), part.sha256()))
          .state("nothing was handed over; it is tried again")
          .next("restore the book from a backup")
          .build();
    }
    return new LoadedPart(part, bytes);
  }
}
