package io.daybook.delivery;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.warehouse.FileStore;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Contents in the book of a source's warehouse: {@code book/<sha256>}. Files of reports are there
 * already when a message names them.
 */
public final class BookContents implements Contents {
  private static final String FOLDER = "book/";

  private final FileStore files;

  /** What this process has kept: one file goes to many, and is compared with its bytes once. */
  private final Set<String> kept = ConcurrentHashMap.newKeySet();

  /** Contents in the folder of a source. */
  public BookContents(FileStore files) {
    this.files = requireNonNull(files, "files is null");
  }

  @Override
  public void keep(String sha256, byte[] bytes) {
    if (kept.contains(sha256)) {
      return;
    }
    String path = FOLDER + sha256;
    boolean isNew = !files.exists(path) && files.putIfAbsent(path, bytes);
    if (!isNew && !files.hasContent(path, sha256)) {
      throw DaybookException.of(
              Code.BOOK_CORRUPT,
              "Cannot keep %s in the book in %s: something else lies under its name"
                  .formatted(sha256, files.root()))
          .state("nothing was recorded or handed over")
          .next("restore " + path + " from a backup")
          .build();
    }
    kept.add(sha256);
  }

  @Override
  public byte[] read(String sha256) {
    return files.read(FOLDER + sha256);
  }
}
