package io.daybook.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compresses pages with one native context for the whole file. Parquet's own codec would bring a
 * Hadoop configuration and a stream per page. One writer's; not for several threads. What {@link
 * #compress} returns is valid until its next call: the page store copies it at once.
 */
final class ZstdCompressor implements BytesInputCompressor {
  /** Processor time is what a night runs out of; at level 1 files are a tenth smaller (0023). */
  private static final int LEVEL = -3;

  /** A page of this size is compressed from where it lies. */
  private static final int LARGE = 8 << 20;

  private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);
  private final Page page = new Page();
  private byte[] target = new byte[0];

  @Override
  public BytesInput compress(BytesInput bytes) throws IOException {
    if (bytes.size() >= LARGE) {
      return compressLarge(bytes);
    }
    page.reset();
    bytes.writeAllTo(page);
    int bound = Math.toIntExact(Zstd.compressBound(page.size()));
    if (target.length < bound) {
      target = new byte[bound];
    }
    int size = context.compressByteArray(target, 0, bound, page.bytes(), 0, page.size());
    return BytesInput.from(target, 0, size);
  }

  /**
   * Twice, first to learn the size: so there is neither a copy of the page nor an array that grows,
   * and what comes back is one array, of which a checksum is taken without one more.
   */
  private static BytesInput compressLarge(BytesInput bytes) throws IOException {
    Counter counter = new Counter();
    stream(bytes, counter);
    Filled filled = new Filled(counter.bytes);
    stream(bytes, filled);
    return BytesInput.from(filled.bytes);
  }

  private static void stream(BytesInput bytes, OutputStream target) throws IOException {
    try (ZstdOutputStream zstd = new ZstdOutputStream(target, LEVEL)) {
      bytes.writeAllTo(zstd);
    }
  }

  @Override
  public CompressionCodecName getCodecName() {
    return CompressionCodecName.ZSTD;
  }

  @Override
  public void release() {
    context.close();
  }

  /** A page's bytes without a copy of them. */
  private static final class Page extends ByteArrayOutputStream {
    byte[] bytes() {
      return buf;
    }
  }

  private static final class Counter extends OutputStream {
    private int bytes;

    @Override
    public void write(int one) {
      bytes++;
    }

    @Override
    public void write(byte[] array, int offset, int length) {
      bytes = Math.addExact(bytes, length);
    }
  }

  /** Fills an array of the right size. */
  private static final class Filled extends OutputStream {
    private final byte[] bytes;
    private int position;

    Filled(int size) {
      bytes = new byte[size];
    }

    @Override
    public void write(int one) {
      bytes[position++] = (byte) one;
    }

    @Override
    public void write(byte[] array, int offset, int length) {
      System.arraycopy(array, offset, bytes, position, length);
      position += length;
    }
  }
}
