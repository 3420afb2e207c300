package io.daybook.warehouse;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * One immutable file.
 *
 * @param path path below the source's folder of the warehouse, with {@code /}
 * @param rows rows in it; 0 where it holds none as a whole (the DuckDB file)
 * @param bytes its length
 * @param sha256 its checksum, lower-case hexadecimal
 */
public record DataFile(String path, long rows, long bytes, String sha256) implements Serializable {
  public DataFile {
    requireNonNull(path, "path is null");
    requireNonNull(sha256, "sha256 is null");
  }
}
