package io.daybook.report.book;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.file.ReportFile;
import io.daybook.report.layout.Report;
import io.daybook.warehouse.FileStore;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The archive of delivered files in a folder of the warehouse: {@code book/<sha256>} is a file,
 * {@code book/<sha256>.json} what it was made of. Both are durable and closed to writing when
 * {@link #keep} returns. Safe for several threads and processes.
 *
 * <p>Failures: BOOK_CORRUPT, RES_IO, RES_DISK.
 */
public final class Book {
  private static final String FOLDER = "book/";

  private final FileStore files;

  /** The book in a folder, which may be that of a source. */
  public Book(FileStore files) {
    this.files = requireNonNull(files, "files is null");
  }

  /**
   * Keeps a file and its dataset. What is kept already is proved, not written again.
   *
   * @return the name under which it is kept
   */
  public String keep(ReportFile file, Report report) {
    String name = file.sha256();
    byte[] dataset = DatasetJson.write(file, report);
    files.putIfAbsent(FOLDER + name, file.path(), name);
    prove(name);
    if (!files.putIfAbsent(json(name), dataset)) {
      proveDataset(name, dataset);
    }
    return name;
  }

  private static String json(String name) {
    return FOLDER + name + ".json";
  }

  /** The same file can only have been made of the same dataset. */
  private void proveDataset(String name, byte[] dataset) {
    if (!Arrays.equals(files.read(json(name)), dataset)) {
      throw corrupt(name, "its dataset is another one");
    }
  }

  private void prove(String name) {
    if (!files.hasContent(FOLDER + name, name)) {
      throw corrupt(name, "its content is not the one that its name says");
    }
  }

  /** Whether a file is kept. */
  public boolean has(String sha256) {
    return files.exists(path(sha256));
  }

  /** Opens a kept file, proved; the caller closes it. */
  public InputStream open(String sha256) {
    require(sha256);
    prove(sha256);
    return files.stream(path(sha256));
  }

  /** What a kept file was made of, as JSON. */
  public String dataset(String sha256) {
    require(sha256);
    return new String(files.read(json(sha256)), StandardCharsets.UTF_8);
  }

  private void require(String sha256) {
    if (!has(sha256)) {
      throw corrupt(sha256, "it is not there");
    }
  }

  /** Names come from ledgers and command lines. */
  private static String path(String sha256) {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw DaybookException.of(Code.USAGE, "Invalid name of a file in the book: " + sha256)
          .next("give the 64 hexadecimal digits that the ledger shows")
          .build();
    }
    return FOLDER + sha256;
  }

  private DaybookException corrupt(String name, String why) {
    return DaybookException.of(
            Code.BOOK_CORRUPT,
            "Cannot use %s of the book in %s: %s".formatted(name, files.root(), why))
        .state("nothing was changed")
        .next("restore " + FOLDER + name + "* from a backup")
        .build();
  }
}
