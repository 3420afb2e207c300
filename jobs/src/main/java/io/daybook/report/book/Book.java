package io.daybook.report.book;

import static java.util.Objects.requireNonNull;

import io.daybook.digest.Sha256;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.file.ReportFile;
import io.daybook.report.layout.Report;
import io.daybook.warehouse.FileStore;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The archive of delivered files in a folder of the warehouse: {@code book/<sha256>} is a file,
 * {@code book/<sha256>.<sha256 of the dataset>.json} what it was made of. Two reports may well give
 * the same file, those of two organisations of one name for instance: each dataset is kept. Older
 * books have one dataset a file, {@code book/<sha256>.json}. All of it is durable and closed to
 * writing when {@link #keep} returns. Safe for several threads and processes.
 *
 * <p>Failures: BOOK_CORRUPT, RES_IO, RES_DISK.
 */
public final class Book {
  private static final String FOLDER = "book/";
  private static final String JSON = ".json";

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
    String digest = Sha256.of(dataset);
    String described = FOLDER + name + "." + digest + JSON;
    if (!files.putIfAbsent(described, dataset) && !files.hasContent(described, digest)) {
      throw anotherDataset(name);
    }
    return name;
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

  /** What a kept file was made of, as JSON, proved: one dataset, or each that gave this file. */
  public List<String> datasets(String sha256) {
    require(sha256);
    return files.list(FOLDER).stream()
        .filter(path -> path.startsWith(FOLDER + sha256 + ".") && path.endsWith(JSON))
        .map(path -> dataset(sha256, path))
        .distinct()
        .toList();
  }

  /** One of an older book says nothing of its content in its name. */
  private String dataset(String name, String path) {
    byte[] content = files.read(path);
    boolean isOlder = path.equals(FOLDER + name + JSON);
    if (!isOlder && !path.equals(FOLDER + name + "." + Sha256.of(content) + JSON)) {
      throw anotherDataset(name);
    }
    return new String(content, StandardCharsets.UTF_8);
  }

  private DaybookException anotherDataset(String name) {
    return corrupt(name, "its dataset is not the one that its name says");
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
