package io.daybook.warehouse;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.parquet.hadoop.ParquetFileReader;

/**
 * The files of one source's folder of the warehouse. Paths are relative to that folder, with {@code
 * /}. Safe for several threads; cheap to open again from {@link #root}, in an executor too.
 *
 * <p>Failures are RES_IO, or RES_DISK when the disk is full.
 */
public final class FileStore {
  private final String root;
  private final Volume volume;

  FileStore(String root, Volume volume) {
    this.root = requireNonNull(root, "root is null");
    this.volume = requireNonNull(volume, "volume is null");
  }

  /** Opens a folder by its path, or by the URI of a Hadoop filesystem. */
  public static FileStore open(String root) {
    boolean hadoop = root.matches("[a-z][a-z0-9]+://.*") && !root.startsWith("file:");
    if (hadoop) {
      return new FileStore(root, HadoopVolume.open(URI.create(root)));
    }
    Path path = root.startsWith("file:") ? Path.of(URI.create(root)) : Path.of(root);
    return new FileStore(path.toAbsolutePath().toString(), new LocalVolume(path));
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
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(volume.open(path), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Creates a durable file unless its name is taken; of several callers exactly one wins.
   *
   * @return false when another content has the name
   * @throws DaybookException PUBLISH_UNKNOWN when it cannot be told whether the file was created
   */
  public boolean putIfAbsent(String path, byte[] content) {
    String aside = path + "." + UUID.randomUUID() + ".aside";
    return guard(
        "create " + path,
        () -> {
          try {
            try (OutputStream out = volume.create(aside)) {
              out.write(content);
            }
            volume.seal(aside);
            boolean won = link(aside, path, content);
            if (won) {
              volume.syncFolder(parent(path));
            }
            return won;
          } finally {
            volume.delete(aside);
          }
        });
  }

  /**
   * A link that throws may have been made all the same: what is there now decides, and silence
   * means unknown.
   */
  private boolean link(String aside, String path, byte[] content) throws IOException {
    try {
      return volume.linkNew(aside, path);
    } catch (IOException e) {
      try {
        if (volume.length(path) < 0) {
          throw e;
        }
        return Arrays.equals(content, bytes(path));
      } catch (IOException again) {
        if (again == e) {
          throw e;
        }
        throw DaybookException.of(
                Code.PUBLISH_UNKNOWN, "Cannot tell whether " + path + " was created: " + again)
            .state("it is there whole or not at all")
            .next("mend the filesystem, then: daybook status")
            .cause(e)
            .build();
      }
    }
  }

  /** Rows of a Parquet file, as its footer says. */
  public long parquetRows(String path) {
    return guard(
        "read the footer of " + path,
        () -> {
          try (ParquetFileReader reader = ParquetFileReader.open(new StoredFile(volume, path))) {
            return reader.getRecordCount();
          }
        });
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

  /** Bytes that may still be written; {@link Long#MAX_VALUE} when unknown. */
  public long freeBytes() {
    return guard("measure " + root, volume::freeBytes);
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
              Code.RES_IO, "Cannot use " + root + " here: it is no folder of this machine")
          .next("name a local warehouse, or use --engine spark")
          .build();
    }
    return Path.of(absolute(path));
  }

  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
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
    String reason = String.valueOf(e.getMessage());
    String lower = reason.toLowerCase(Locale.ROOT);
    boolean full = lower.contains("no space left") || lower.contains("quota exceeded");
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

  private String freeText() {
    try {
      return volume.freeBytes() + " bytes";
    } catch (IOException e) {
      return "unknown: " + e.getMessage();
    }
  }
}
