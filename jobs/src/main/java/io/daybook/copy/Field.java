package io.daybook.copy;

import io.daybook.parquet.ParquetRowWriter;
import io.daybook.source.SourceColumn;
import java.math.BigInteger;

/**
 * One column of the row that is being read: decodes the COPY bytes of a value, holds it, writes it.
 * A row is decoded as a whole before any of it is written, because one bad value may keep the row
 * out. For one thread.
 */
abstract class Field {
  static final String NULL = "NULL in a column of the key";

  final int index;
  final SourceColumn column;
  private boolean isNull;
  private long absent;
  private String fault;
  private long declared;
  private long refused;

  Field(int index, SourceColumn column) {
    this.index = index;
    this.column = column;
  }

  /**
   * A field of a column.
   *
   * @param textAsBytes whether the server is asked for the bytes of texts
   */
  static Field of(int index, SourceColumn column, boolean textAsBytes) {
    return switch (BinaryForm.of(column)) {
      case TEXT -> new TextField(index, column, 0);
      case ARRAY -> new ArrayField(index, column);
      case JSONB -> new TextField(index, column, textAsBytes ? 0 : 1);
      case UUID -> new UuidField(index, column);
      case TIME -> new TimeField(index, column);
      case BOOLEAN -> new BooleanField(index, column);
      case INT2, INT4, INT8 -> IntegerField.of(index, column);
      case FLOAT4, FLOAT8 -> new DoubleField(index, column);
      case DATE -> new DateField(index, column);
      case TIMESTAMP -> new TimestampField(index, column);
      case NUMERIC -> NumericField.of(index, column);
      case PARSED -> new ParsedField(index, column);
    };
  }

  /**
   * Takes the value.
   *
   * @param length bytes of the value; negative for NULL
   * @return null, or why the value cannot be carried
   */
  final String take(byte[] data, int offset, int length) {
    isNull = length < 0;
    fault = isNull ? (column.nullable() ? null : NULL) : decode(data, offset, length);
    if (fault != null) {
      refused++;
      if (meansNone()) {
        declared++;
        isNull = true;
        fault = null;
      }
    }
    return fault;
  }

  private boolean meansNone() {
    for (SourceColumn.NoValue absent : column.absent()) {
      if (absent.text().equals(fault)) {
        return true;
      }
    }
    return false;
  }

  /** The value cannot be carried, and its row stays: it is written as NULL. */
  final void lose() {
    isNull = true;
  }

  /** Values that were read as NULL because the model says that they mean none. */
  final long declared() {
    return declared;
  }

  /** Values that could not be decoded, declared ones among them. */
  final long refused() {
    return refused;
  }

  /**
   * Decodes the values of a batch.
   *
   * @return whether all can be carried; where not, the batch is read row by row instead
   */
  boolean decode(Batch batch) {
    long nulls = 0;
    for (int row = 0; row < batch.rows(); row++) {
      byte[] message = batch.message(row);
      int place = batch.place(index, row);
      int length = Bytes.int32(message, place);
      if (length < 0) {
        nulls |= 1L << row;
      } else if (decode(message, place + Integer.BYTES, length) != null) {
        return false;
      }
    }
    return isAllowed(nulls);
  }

  /** Which rows of the batch have no value, a bit each; false where none may have none. */
  final boolean isAllowed(long nulls) {
    absent = nulls;
    return nulls == 0 || column.nullable();
  }

  /** A bit for each row of the batch; set where it has no value. */
  final long absent() {
    return absent;
  }

  /** Writes the values of a batch that {@link #decode(Batch)} said can be carried. */
  void write(Batch batch, ParquetRowWriter writer) {
    writer.writeNulls(index, absent);
    for (int row = 0; row < batch.rows(); row++) {
      if ((absent >>> row & 1) == 0) {
        byte[] message = batch.message(row);
        int place = batch.place(index, row);
        decode(message, place + Integer.BYTES, Bytes.int32(message, place));
        write(writer);
      }
    }
  }

  /** The value counts as NULL, said by {@link #decode}. */
  final void becomeNull() {
    isNull = true;
  }

  /** Decodes a value that is not NULL; null, or why it cannot be carried. */
  abstract String decode(byte[] data, int offset, int length);

  final void writeTo(ParquetRowWriter writer) {
    if (isNull) {
      writer.writeNull(index);
    } else {
      write(writer);
    }
  }

  /** Writes the value that was decoded. */
  abstract void write(ParquetRowWriter writer);

  /** Lets go of the message that the value lies in. */
  void release() {}

  /** The row is left out: counts what can be counted of the value. */
  final void leaveOut() {
    if (!isNull && fault == null) {
      leave();
    }
  }

  /** Counts a good value of a row that is left out. */
  void leave() {}

  /** The value as a part of a key. */
  final String keyText() {
    return isNull ? "NULL" : fault == null ? text() : faultyText();
  }

  /** A value that cannot be carried, as a part of a key. */
  String faultyText() {
    return "?";
  }

  /** The value as text. */
  abstract String text();

  /** Exact sum of all good values, unscaled; null where the column is no decimal. */
  BigInteger sum() {
    return null;
  }
}
