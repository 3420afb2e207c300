package io.daybook.parquet;

import io.daybook.schema.Column;
import io.daybook.schema.Schema;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;

/**
 * Writes rows into one Parquet file (zstd). For each row, each column of the schema is written
 * exactly once, in any order, then {@link #endRow} is called. Nothing is boxed; a text is copied
 * while it is written, so the caller's array may be used again at once.
 *
 * <p>{@link #close} completes the file; {@link #abort} leaves one without a footer, which nobody
 * can read. Not for several threads. Memory is bounded by the row group, not by the rows, and by
 * the largest row.
 */
public final class ParquetRowWriter implements AutoCloseable {
  /** A row group is closed at this size in memory; readers work on row groups in parallel. */
  private static final long ROW_GROUP_BYTES = 64L << 20;

  private static final int ROW_GROUP_ROWS = 1_000_000;
  private static final int ROWS_BETWEEN_CHECKS = 1_024;

  /** Text between two looks at what lies in memory: a thousand rows may be very large. */
  private static final long TEXT_BETWEEN_CHECKS = 8L << 20;

  private static final int TRUNCATE_STATISTICS = 64;

  /** Rows of this size and more are better written alone: {@link #beginLoneRow}. */
  public static final int LONE_ROW_BYTES = 4 << 20;

  private final MessageType message;
  private final Map<String, String> metadata;
  private final ParquetProperties properties;
  private final ZstdCompressor compressor = new ZstdCompressor();
  private final ParquetFileWriter file;
  private final ColumnChunk[] chunks;
  private int unchecked;

  /** Where the row's values go: to the chunks, or to a row that is written alone. */
  private final ColumnTarget[] columns;

  private final int[] decimalBytes;
  private final boolean[] narrowDecimals;
  private ColumnChunkPageWriteStore pages;
  private LoneRow lone;
  private long rows;
  private int groupRows;
  private long textBytes;
  private boolean open = true;

  private ParquetRowWriter(
      OutputFile target, Schema schema, Map<String, String> metadata, Set<String> distinct)
      throws IOException {
    this.message = ParquetTypes.message(schema);
    this.metadata = Map.copyOf(metadata);
    this.properties =
        ParquetProperties.builder()
            .withAllocator(HeapByteBufferAllocator.getInstance())
            .withStatisticsTruncateLength(TRUNCATE_STATISTICS)
            .withSizeStatisticsEnabled(false)
            .build();
    this.chunks = new ColumnChunk[schema.columns().size()];
    this.columns = new ColumnTarget[chunks.length];
    this.decimalBytes = new int[columns.length];
    this.narrowDecimals = new boolean[columns.length];
    for (int i = 0; i < columns.length; i++) {
      Column column = schema.columns().get(i);
      chunks[i] = chunk(message.getColumns().get(i), !distinct.contains(column.name()));
      int precision = column.type().precision();
      if (precision > 0) {
        decimalBytes[i] = ParquetTypes.decimalBytes(precision);
        narrowDecimals[i] = precision <= ParquetTypes.INTEGER_DIGITS;
      }
    }
    this.file =
        new ParquetFileWriter(
            target, message, ParquetFileWriter.Mode.CREATE, ROW_GROUP_BYTES, 0, null, properties);
    file.start();
    startGroup();
  }

  private static ColumnChunk chunk(ColumnDescriptor column, boolean mayRepeat) {
    return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case BOOLEAN -> new BooleanValues(column);
      case INT32, INT64, DOUBLE -> new NumberValues(column, mayRepeat);
      case BINARY, FIXED_LEN_BYTE_ARRAY -> new TextValues(column, mayRepeat);
      case FLOAT, INT96 -> throw new IllegalStateException("Invalid column: " + column);
    };
  }

  /**
   * Creates a file.
   *
   * @param metadata key-value metadata of the file
   * @param distinct columns whose values rarely repeat (keys): no dictionary is tried for them
   * @throws IOException when the file cannot be created, as of {@code target}
   */
  public static ParquetRowWriter create(
      OutputFile target, Schema schema, Map<String, String> metadata, Set<String> distinct)
      throws IOException {
    return new ParquetRowWriter(target, schema, metadata, distinct);
  }

  /**
   * Begins a large row, which becomes a row group of its own. Nothing of its texts is copied, so
   * the arrays they lie in must stay as they are until {@link #endRow}.
   */
  public void beginLoneRow() throws IOException {
    if (groupRows > 0) {
      endGroup();
      startGroup();
    }
    lone = new LoneRow(message.getColumns());
    for (int i = 0; i < columns.length; i++) {
      columns[i] = lone.column(i);
    }
  }

  /** NULL; the column must be nullable. */
  public void writeNull(int column) {
    columns[column].writeNull(groupRows);
  }

  /** An {@code INTEGER}, or a {@code DATE} as days since 1970-01-01. */
  public void writeInt(int column, int value) {
    columns[column].write(value);
  }

  /**
   * A {@code BIGINT}, a {@code TIMESTAMP} as microseconds since 1970-01-01 UTC, or the unscaled
   * value of a {@code DECIMAL} of at most 18 digits.
   */
  public void writeLong(int column, long value) {
    if (narrowDecimals[column]) {
      columns[column].write((int) value);
    } else {
      columns[column].write(value);
    }
  }

  /** A {@code DOUBLE}. */
  public void writeDouble(int column, double value) {
    columns[column].write(value);
  }

  /** A {@code BOOLEAN}. */
  public void writeBoolean(int column, boolean value) {
    columns[column].write(value);
  }

  /** A {@code TEXT} in UTF-8. */
  public void writeText(int column, byte[] utf8, int offset, int length) {
    textBytes += length;
    columns[column].write(utf8, offset, length);
  }

  /** A {@code UUID}, its 16 bytes from the first digit to the last. */
  public void writeUuid(int column, byte[] bytes, int offset) {
    columns[column].write(bytes, offset, ParquetTypes.UUID_BYTES);
  }

  /** The unscaled value of a {@code DECIMAL} of more than 18 digits. */
  public void writeDecimal(int column, BigInteger unscaled) {
    byte[] value = unscaled.toByteArray();
    byte[] fixed = new byte[decimalBytes[column]];
    if (value.length > fixed.length) {
      throw new IllegalArgumentException("Invalid decimal: more digits than the column holds");
    }
    int gap = fixed.length - value.length;
    Arrays.fill(fixed, 0, gap, (byte) (unscaled.signum() < 0 ? -1 : 0));
    System.arraycopy(value, 0, fixed, gap, value.length);
    columns[column].write(fixed, 0, fixed.length);
  }

  /** Ends the row; every column must have been written since the last call. */
  public void endRow() throws IOException {
    if (lone != null) {
      rows++;
      lone.writeTo(file, compressor);
      lone = null;
      startColumns();
      return;
    }
    endRows(1);
  }

  /**
   * NULLs of one column in the next rows, at most 64; what is no NULL follows with other calls.
   *
   * @param absent a bit for each row, the lowest for the first; set where it has no value
   */
  public void writeNulls(int column, long absent) {
    if (absent != 0) {
      chunks[column].writeNulls(groupRows, absent);
    }
  }

  /**
   * A column of the next rows whose type is no text: what {@link #writeInt} or {@link #writeLong}
   * would take.
   *
   * @param absent as of {@link #writeNulls}
   * @param values of rows that have one
   * @param count how many these are
   */
  public void writeNumbers(int column, long absent, long[] values, int count) {
    writeNulls(column, absent);
    chunks[column].write(values, count);
  }

  /**
   * A column of the next rows whose type is {@code TEXT}.
   *
   * @param absent as of {@link #writeNulls}
   * @param arrays where each row's text lies, and from where on, and how long it is
   */
  public void writeTexts(
      int column, long absent, byte[][] arrays, int[] starts, int[] sizes, int rows) {
    writeNulls(column, absent);
    textBytes += chunks[column].write(absent, arrays, starts, sizes, rows);
  }

  /** As {@link #writeTexts}, of a column whose type is {@code UUID}. */
  public void writeUuids(int column, long absent, byte[][] arrays, int[] starts, int rows) {
    writeNulls(column, absent);
    chunks[column].write(absent, arrays, starts, rows);
  }

  /**
   * Ends rows that were written a column after another, at most 64; every column must have been
   * written for all of them since the last call.
   */
  public void endRows(int count) throws IOException {
    rows += count;
    groupRows += count;
    unchecked += count;
    if (unchecked >= ROWS_BETWEEN_CHECKS || textBytes >= TEXT_BETWEEN_CHECKS) {
      textBytes = 0;
      unchecked = 0;
      endWhatIsFull();
    }
  }

  private void endWhatIsFull() throws IOException {
    long held = 0;
    for (ColumnChunk chunk : chunks) {
      chunk.endFullPage(groupRows);
      held += chunk.held();
    }
    if (groupRows >= ROW_GROUP_ROWS || held >= ROW_GROUP_BYTES) {
      endGroup();
      startGroup();
    }
  }

  /** Rows that were ended. */
  public long rows() {
    return rows;
  }

  /** Completes the file. Without effect after {@link #abort}. */
  @Override
  public void close() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    try {
      if (groupRows > 0) {
        endGroup();
      } else {
        closeGroup();
      }
      file.end(metadata);
    } finally {
      compressor.release();
    }
  }

  /** Gives the file up: frees memory and closes what was opened. Without effect after close. */
  public void abort() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    try {
      closeGroup();
    } finally {
      compressor.release();
      file.close();
    }
  }

  private void startGroup() {
    unchecked = 0;
    pages =
        new ColumnChunkPageWriteStore(
            compressor,
            message,
            properties.getAllocator(),
            properties.getColumnIndexTruncateLength(),
            properties.getPageWriteChecksumEnabled());
    for (int i = 0; i < chunks.length; i++) {
      chunks[i].begin(pages.getPageWriter(message.getColumns().get(i)));
    }
    startColumns();
    groupRows = 0;
  }

  private void startColumns() {
    System.arraycopy(chunks, 0, columns, 0, chunks.length);
  }

  private void endGroup() throws IOException {
    file.startBlock(groupRows);
    for (ColumnChunk chunk : chunks) {
      chunk.end(groupRows);
    }
    pages.flushToFileWriter(file);
    file.endBlock();
    closeGroup();
  }

  private void closeGroup() {
    pages.close();
  }
}
