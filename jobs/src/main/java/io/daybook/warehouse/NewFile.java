package io.daybook.warehouse;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * A file of the warehouse while it is written; digests what passes, so that it need not be read
 * again. For one thread.
 */
public final class NewFile implements OutputFile {
  private static final int BLOCK = 64 << 20;

  private final FileStore store;
  private final String path;
  private final MessageDigest digest = FileStore.sha256();
  private DigestStream stream;

  NewFile(FileStore store, String path) {
    this.store = store;
    this.path = path;
  }

  /** Opens the file; once. */
  @Override
  public PositionOutputStream create(long blockSizeHint) throws IOException {
    if (stream != null) {
      throw new IllegalStateException("Cannot open " + path + " twice");
    }
    stream = new DigestStream(store.volume().create(path), digest);
    return stream;
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
    return create(blockSizeHint);
  }

  /**
   * Ends the file: closed, durable, closed to writing.
   *
   * @param rows rows in it
   */
  public DataFile seal(long rows) {
    return store.guard(
        "seal " + path,
        () -> {
          stream.close();
          store.volume().seal(path);
          return new DataFile(
              path, rows, stream.getPos(), HexFormat.of().formatHex(digest.digest()));
        });
  }

  /** Gives the file up and removes what was written. */
  public void discard() {
    store.guard(
        "discard " + path,
        () -> {
          if (stream != null) {
            stream.close();
          }
          store.volume().delete(path);
          return null;
        });
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return BLOCK;
  }

  @Override
  public String getPath() {
    return path;
  }

  /** Counts and digests; buffers small writes. */
  private static final class DigestStream extends PositionOutputStream {
    private final OutputStream out;
    private final MessageDigest digest;
    private final byte[] buffer = new byte[64 << 10];
    private int held;
    private long position;
    private boolean closed;

    DigestStream(OutputStream out, MessageDigest digest) {
      this.out = out;
      this.digest = digest;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int b) throws IOException {
      if (held == buffer.length) {
        drain();
      }
      buffer[held++] = (byte) b;
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      position += length;
      if (length <= buffer.length - held) {
        System.arraycopy(bytes, offset, buffer, held, length);
        held += length;
        return;
      }
      drain();
      digest.update(bytes, offset, length);
      out.write(bytes, offset, length);
    }

    private void drain() throws IOException {
      digest.update(buffer, 0, held);
      out.write(buffer, 0, held);
      held = 0;
    }

    @Override
    public void flush() throws IOException {
      drain();
      out.flush();
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        try (out) {
          drain();
        }
      }
    }
  }
}
