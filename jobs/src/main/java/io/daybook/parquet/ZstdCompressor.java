package io.daybook.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compresses pages with one native context for the whole file. Parquet's own codec would bring a
 * Hadoop configuration and a stream per page. One writer's; not for several threads. What {@link
 * #compress} returns is valid until its next call: the page store copies it at once.
 */
final class ZstdCompressor implements BytesInputCompressor {
  /** Higher levels took more time than the smaller files saved. */
  private static final int LEVEL = 1;

  private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);
  private final Page page = new Page();
  private byte[] target = new byte[0];

  @Override
  public BytesInput compress(BytesInput bytes) throws IOException {
    page.reset();
    bytes.writeAllTo(page);
    int bound = Math.toIntExact(Zstd.compressBound(page.size()));
    if (target.length < bound) {
      target = new byte[bound];
    }
    int size = context.compressByteArray(target, 0, bound, page.bytes(), 0, page.size());
    return BytesInput.from(target, 0, size);
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
}
