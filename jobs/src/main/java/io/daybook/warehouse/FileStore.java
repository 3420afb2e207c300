package io.daybook.warehouse;

import static java.util.Objects.requireNonNull;

import io.daybook.digest.Sha256;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one source's folder of the warehouse. Paths are relative to that folder, with {@code
 * /}. Safe for several threads; cheap to open again from {@link #root}, in an executor too.
 *
 * <p>Failures are RES_IO, or RES_DISK when the disk is full.
 */
public final class FileStore {
  private static final Logger log = LoggerFactory.getLogger(FileStore.class);

  private final String root;
  private final Volume volume;

  FileStore(String root, Volume volume) {
    this.root = requireNonNull(root, "root is null");
    this.volume = requireNonNull(volume, "volume is null");
  }

  /**
   * Opens a folder by its path, or by the URI of a Hadoop filesystem. Creates nothing.
   *
   * @throws DaybookException RES_IO when the filesystem cannot be reached
   */
  public static FileStore open(String root) {
    boolean hadoop = root.matches("[a-z][a-z0-9]+://.*") && !root.startsWith("file:");
    if (hadoop) {
      return new FileStore(root, openHadoop(root));
    }
    Path path = root.startsWith("file:") ? Path.of(URI.create(root)) : Path.of(root);
    return new FileStore(path.toAbsolutePath().toString(), new LocalVolume(path));
  }

  private static Volume openHadoop(String root) {
    try {
      return HadoopVolume.open(URI.create(root));
    } catch (IOException | IllegalArgumentException e) {
      throw DaybookException.of(Code.RES_IO, "Cannot open the warehouse " + root + ": " + e)
          .state("nothing was changed")
          .next("check warehouse in daybook.yml, and that its filesystem can be reached")
          .cause(e)
          .build();
    }
  }

  /** What {@link #open} opens again. */
  public String root() {
    return root;
  }

  Volume volume() {
    return volume;
  }

  /** A file to be written; nothing exists before it is opened. */
  public NewFile create(String path) {
    return new NewFile(this, path);
  }

  /** Ends a file that an engine wrote: durable, digested, closed to writing. */
  public DataFile seal(String path, long rows) {
    return guard(
        "seal " + path,
        () -> {
          volume.seal(path);
          return new DataFile(path, rows, volume.length(path), digest(path));
        });
  }

  /** SHA-256 of a file's content, lower-case hexadecimal. */
  String digest(String path) throws IOException {
    try (InputStream in = volume.open(path)) {
      return Sha256.of(in);
    }
  }

  /**
   * Creates a durable file unless its name is taken; of several callers exactly one wins.
   *
   * @return false when another content has the name
   * @throws DaybookException PUBLISH_UNKNOWN when it cannot be told whether the file was created,
   *     or whether it survives a power cut; any other failure means that it was not created
   */
  public boolean putIfAbsent(String path, byte[] content) {
    return putIfAbsent(
        path, out -> out.write(content), there -> Arrays.equals(content, bytes(there)));
  }

  /**
   * Does the same with the content of a file of this machine, which need not fit into memory.
   *
   * @param sha256 of the content, as {@link DataFile} names it
   */
  public boolean putIfAbsent(String path, Path content, String sha256) {
    return putIfAbsent(
        path, out -> Files.copy(content, out), there -> sha256.equals(digest(there)));
  }

  /** Writes the content of a file. */
  @FunctionalInterface
  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Whether a file has some content. */
  @FunctionalInterface
  private interface Same {
    boolean test(String path) throws IOException;
  }

  private boolean putIfAbsent(String path, Content content, Same same) {
    String aside = path + "." + UUID.randomUUID() + ".aside";
    return guard(
        "create " + path,
        () -> {
          try {
            try (OutputStream out = volume.create(aside)) {
              content.writeTo(out);
            }
            volume.seal(aside);
            boolean won = link(aside, path, same);
            if (won) {
              syncNew(path);
            }
            return won;
          } finally {
            deleteAside(aside);
          }
        });
  }

  /** The file is visible already, so that a failure is no plain one. */
  private void syncNew(String path) {
    try {
      volume.syncFolder(parent(path));
    } catch (IOException e) {
      throw unknown("Cannot tell whether " + path + " survives a power cut: " + e, e);
    }
  }

  /** Must not hide what happened to the file itself; a collection takes what is left. */
  private void deleteAside(String aside) {
    try {
      volume.delete(aside);
    } catch (IOException e) {
      log.warn("Cannot delete {}: {}", absolute(aside), e.toString());
    }
  }

  private static DaybookException unknown(String what, IOException cause) {
    return DaybookException.of(Code.PUBLISH_UNKNOWN, what)
        .state("it is there whole or not at all")
        .next("mend the filesystem, then resume the run: it looks before it publishes again")
        .cause(cause)
        .build();
  }

  /**
   * A link that throws may have been made all the same: what is there now decides, and silence
   * means unknown.
   */
  private boolean link(String aside, String path, Same same) throws IOException {
    try {
      return volume.linkNew(aside, path);
    } catch (IOException e) {
      boolean there;
      boolean ours;
      try {
        there = volume.length(path) >= 0;
        ours = there && same.test(path);
      } catch (IOException again) {
        e.addSuppressed(again);
        throw unknown("Cannot tell whether " + path + " was created: " + e, e);
      }
      if (!there) {
        throw e;
      }
      return ours;
    }
  }

  /** The content of a small file. */
  public byte[] read(String path) {
    return guard("read " + path, () -> bytes(path));
  }

  private byte[] bytes(String path) throws IOException {
    try (InputStream in = volume.open(path)) {
      return in.readAllBytes();
    }
  }

  /** Opens a file for reading; the caller closes it. */
  public InputStream stream(String path) {
    return guard("read " + path, () -> volume.open(path));
  }

  /** Whether a file has the content that a digest names. */
  public boolean hasContent(String path, String sha256) {
    return guard("read " + path, () -> sha256.equals(digest(path)));
  }

  /** Whether a file exists. */
  public boolean exists(String path) {
    return length(path) >= 0;
  }

  /** Length of a file, -1 when there is none. */
  public long length(String path) {
    return guard("look up " + path, () -> volume.length(path));
  }

  /** Paths of all files below a folder, sorted. */
  public List<String> list(String folder) {
    return guard(
        "list " + folder,
        () -> volume.list(folder).stream().map(Volume.Entry::path).sorted().toList());
  }

  /** Deletes one file, if it is there. */
  public void delete(String path) {
    guard(
        "delete " + path,
        () -> {
          volume.delete(path);
          return null;
        });
  }

  /** Deletes a folder and all below it, if it is there. */
  public void deleteFolder(String folder) {
    guard(
        "delete " + folder,
        () -> {
          volume.deleteFolder(folder);
          return null;
        });
  }

  /** Makes the names in a folder, and in the folders above it, durable. */
  public void syncFolder(String folder) {
    guard(
        "sync " + folder,
        () -> {
          volume.syncFolder(folder);
          return null;
        });
  }

  /** The path as engines and people name it. */
  public String absolute(String path) {
    return volume.absolute(path);
  }

  /** Whether the warehouse lies on this machine. */
  public boolean isLocal() {
    return !root.contains("://");
  }

  /**
   * The path on this machine.
   *
   * @throws DaybookException RES_IO when the warehouse lies elsewhere
   */
  public Path local(String path) {
    if (!isLocal()) {
      throw DaybookException.of(
              Code.RES_IO, "Cannot use " + root + " here: it is not a folder of this machine")
          .next("name a local warehouse, or use --engine spark")
          .build();
    }
    return Path.of(absolute(path));
  }

  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** Some work on the filesystem. */
  @FunctionalInterface
  interface Io<T> {
    T run() throws IOException;
  }

  /** Runs work and names its failure. */
  <T> T guard(String what, Io<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw failure(what, e);
    }
  }

  /** The failure that an {@link IOException} below the warehouse is. */
  public DaybookException failure(String what, IOException e) {
    boolean full = isFull(e);
    DaybookException.Builder failure =
        DaybookException.of(
                full ? Code.RES_DISK : Code.RES_IO, "Cannot " + what + " in " + root + ": " + e)
            .cause(e)
            .state("readers keep the published release; nothing of it was changed");
    if (full) {
      failure.line("free", freeText());
    }
    return failure
        .next(full ? "free space there, then resume the run" : "mend the filesystem, then resume")
        .build();
  }

  /** Filesystems tell it by text alone, libraries wrap it. */
  static boolean isFull(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      String text = each.toString().toLowerCase(Locale.ROOT);
      if (text.contains("no space left")
          || text.contains("quota exceeded")
          || text.contains("quotaexceeded")) {
        return true;
      }
    }
    return false;
  }

  private String freeText() {
    try {
      return volume.freeBytes() + " bytes";
    } catch (IOException e) {
      return "unknown: " + e.getMessage();
    }
  }
}
