package io.daybook.delivery;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.warehouse.FileStore;

/**
 * Contents in the book of a source's warehouse: {@code book/<sha256>}. Files of reports are there
 * already when a message names them.
 */
public record BookContents(FileStore files) implements Contents {
  private static final String FOLDER = "book/";

  public BookContents {
    requireNonNull(files, "files is null");
  }

  @Override
  public void keep(String sha256, byte[] bytes) {
    if (!files.putIfAbsent(FOLDER + sha256, bytes)) {
      throw DaybookException.of(
              Code.BOOK_CORRUPT,
              "Cannot keep %s in the book in %s: something else lies under its name"
                  .formatted(sha256, files.root()))
          .state("nothing was recorded or handed over")
          .next("restore " + FOLDER + sha256 + " from a backup")
          .build();
    }
  }

  @Override
  public byte[] read(String sha256) {
    return files.read(FOLDER + sha256);
  }
}
