package io.daybook.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/** What stands at the end of a Parquet file: its schema, and where its columns lie. */
public final class ParquetFooter {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  /** The length of the footer, and the magic after it. */
  private static final int TAIL = Integer.BYTES + MAGIC.length;

  private ParquetFooter() {}

  /**
   * Makes the columns of UUIDs of a finished file plain ones of 16 bytes. Their values stay as they
   * are, in the same order; only the schema calls them UUIDs no more.
   *
   * @param file nobody else uses it meanwhile; it is unreadable when this fails
   */
  public static void dropUuidAnnotations(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long end = channel.size() - TAIL;
      int length = read(channel, end, Integer.BYTES).getInt();
      long start = end - length;
      FileMetaData footer =
          Util.readFileMetaData(new ByteArrayInputStream(read(channel, start, length).array()));
      footer.getSchema().stream()
          .filter(ParquetFooter::isUuid)
          .forEach(SchemaElement::unsetLogicalType);
      ByteArrayOutputStream written = new ByteArrayOutputStream(length);
      Util.writeFileMetaData(footer, written);
      ByteBuffer content =
          ByteBuffer.allocate(written.size() + TAIL)
              .order(ByteOrder.LITTLE_ENDIAN)
              .put(written.toByteArray())
              .putInt(written.size())
              .put(MAGIC)
              .flip();
      channel.truncate(start).position(start);
      while (content.hasRemaining()) {
        channel.write(content);
      }
    }
  }

  private static boolean isUuid(SchemaElement element) {
    return element.isSetLogicalType() && element.getLogicalType().isSetUUID();
  }

  private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (content.hasRemaining()) {
      if (channel.read(content, from + content.position()) < 0) {
        throw new IOException("the file ends within its footer");
      }
    }
    return content.flip();
  }
}
