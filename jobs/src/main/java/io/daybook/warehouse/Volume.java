package io.daybook.warehouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/**
 * The few operations of a filesystem that a warehouse needs; the seam where tests put faults. Paths
 * are relative to the volume's root, with {@code /}.
 */
interface Volume {
  /** One file: its path, length and time of last change. */
  record Entry(String path, long bytes, Instant modified) {}

  /** Creates a file that must not exist, and its folders. */
  OutputStream create(String path) throws IOException;

  /**
   * Makes a closed file's content survive a power cut, and closes it to writing (0444 where that
   * exists).
   */
  void seal(String path) throws IOException;

  /** Makes the entries of a folder, and of the folders above it, survive a power cut. */
  void syncFolder(String folder) throws IOException;

  /**
   * Gives a sealed file a name that must not exist, in one step: nobody sees the new name without
   * the whole content. The old name is kept or dropped.
   *
   * @return false when another file has the name
   */
  boolean linkNew(String from, String to) throws IOException;

  InputStream open(String path) throws IOException;

  /** Length of a file, or -1 when there is none. */
  long length(String path) throws IOException;

  /** All files below a folder, in no order; none when it does not exist. */
  List<Entry> list(String folder) throws IOException;

  /** Deletes one file, if it is there. */
  void delete(String path) throws IOException;

  /** Deletes a folder and all below it, if it is there. */
  void deleteFolder(String folder) throws IOException;

  /** Deletes the folders below a folder, not itself, that hold no file at any depth. */
  void deleteEmptyFolders(String folder) throws IOException;

  /** Bytes that may still be written; {@link Long#MAX_VALUE} when unknown. */
  long freeBytes() throws IOException;

  /** The path as engines and people name it. */
  String absolute(String path);
}
