package io.daybook.warehouse;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A file of a volume as parquet-java reads it. Seeking backwards opens the file again: meant for
 * footers.
 */
record StoredFile(Volume volume, String path) implements InputFile {
  @Override
  public long getLength() throws IOException {
    return volume.length(path);
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    Position at = new Position(volume, path);
    return new DelegatingSeekableInputStream(at) {
      @Override
      public long getPos() {
        return at.position;
      }

      @Override
      public void seek(long position) throws IOException {
        at.seek(position);
      }
    };
  }

  /** An input that knows where it is. */
  private static final class Position extends InputStream {
    private final Volume volume;
    private final String path;
    private InputStream in;
    private long position;

    Position(Volume volume, String path) throws IOException {
      this.volume = volume;
      this.path = path;
      this.in = volume.open(path);
    }

    void seek(long to) throws IOException {
      if (to < position) {
        in.close();
        in = volume.open(path);
        position = 0;
      }
      try {
        in.skipNBytes(to - position);
      } catch (EOFException e) {
        throw new EOFException("Cannot seek to " + to + " in " + path);
      }
      position = to;
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      position += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = in.read(bytes, offset, length);
      position += Math.max(0, read);
      return read;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
