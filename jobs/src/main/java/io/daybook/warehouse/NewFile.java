package io.daybook.warehouse;

import io.daybook.digest.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of the warehouse while it is written; digests what passes, so that it need not be read
 * again. For one thread.
 */
public final class NewFile implements OutputFile {
  private static final Logger log = LoggerFactory.getLogger(NewFile.class);
  private static final int BLOCK = 64 << 20;

  private final FileStore store;
  private final String path;
  private final MessageDigest digest = Sha256.begin();
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
   * @throws io.daybook.fault.DaybookException RES_IO or RES_DISK, and then the file must be
   *     discarded
   */
  public DataFile seal(long rows) {
    return store.guard(
        "seal " + path,
        () -> {
          if (stream == null) {
            throw new IllegalStateException("Cannot seal " + path + ": it was never opened");
          }
          stream.close();
          store.volume().seal(path);
          long length = store.volume().length(path);
          if (length != stream.getPos()) {
            throw new IOException(length + " of " + stream.getPos() + " bytes arrived");
          }
          return new DataFile(path, rows, stream.getPos(), Sha256.end(digest));
        });
  }

  /** Gives the file up and removes what was written; a disk that is full does not hinder it. */
  public void discard() {
    store.guard(
        "discard " + path,
        () -> {
          if (stream != null) {
            stream.abandon();
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

    /** Closes without writing what is held; what the close says of lost bytes does not matter. */
    void abandon() {
      held = 0;
      try {
        close();
      } catch (IOException e) {
        log.debug("Cannot close an abandoned file: {}", e.toString());
      }
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
