package io.daybook.copy;

import io.daybook.parquet.ParquetRowWriter;
import io.daybook.schema.DataType;
import io.daybook.source.SourceColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** A text that should be a date, an instant or a number: what is none is NULL, and counted. */
final class ParsedField extends Field {
  private static final int LONG_DIGITS = 18;

  private final WrittenText text = new WrittenText();
  private final DataType type;
  private final boolean large;
  private final long limit;
  private BigInteger value = BigInteger.ZERO;
  private boolean unparsed;
  private long unparsedRows;
  private long written;
  private long leftOut;

  ParsedField(int index, SourceColumn column) {
    super(index, column);
    this.type = column.type();
    this.large = type.precision() > LONG_DIGITS;
    this.limit = large ? 0 : BigInteger.TEN.pow(type.precision()).longValueExact();
  }

  @Override
  String decode(byte[] data, int offset, int length) {
    if (!parses(data, offset, length)) {
      unparsed = true;
      becomeNull();
    }
    return null;
  }

  @Override
  boolean decode(Batch batch) {
    long nulls = 0;
    unparsedRows = 0;
    for (int row = 0; row < batch.rows(); row++) {
      byte[] message = batch.message(row);
      int place = batch.place(index, row);
      int length = Bytes.int32(message, place);
      if (length < 0) {
        nulls |= 1L << row;
      } else if (!parses(message, place + Integer.BYTES, length)) {
        unparsedRows |= 1L << row;
      }
    }
    return isAllowed(nulls | unparsedRows);
  }

  /** Rows of the batch that was decoded last whose text is not what it should be, a bit each. */
  long unparsedRows() {
    return unparsedRows;
  }

  /** Whether the value of this row was a text that is not what it should be; asked once a row. */
  boolean takeUnparsed() {
    boolean was = unparsed;
    unparsed = false;
    return was;
  }

  /** The row is left out, with a text in it that is not what it should be. */
  void leaveOutUnparsed() {
    if (takeUnparsed()) {
      leftOut++;
    }
  }

  @Override
  void leave() {
    leftOut++;
  }

  /** Values that were parsed and written. */
  long written() {
    return written;
  }

  /** Values in rows that were left out, parsed or not. */
  long leftOut() {
    return leftOut;
  }

  private boolean parses(byte[] data, int offset, int length) {
    return switch (type.kind()) {
      case DATE -> text.date(data, offset, length);
      case TIMESTAMP -> text.timestamp(data, offset, length);
      case BIGINT -> text.number(data, offset, length, 0);
      case INTEGER -> text.number(data, offset, length, 0) && text.value() == (int) text.value();
      case DECIMAL -> large ? large(data, offset, length) : small(data, offset, length);
      case TEXT, UUID, DOUBLE, BOOLEAN ->
          throw new IllegalStateException("Invalid column: text is not parsed as " + type);
    };
  }

  private boolean small(byte[] data, int offset, int length) {
    return text.number(data, offset, length, type.scale())
        && text.value() < limit
        && text.value() > -limit;
  }

  /** More than a long holds, and seldom: no need to go without objects. */
  private boolean large(byte[] data, int offset, int length) {
    String written = new String(data, offset, length, StandardCharsets.UTF_8).strip();
    if (!written.matches("-?[0-9]{1,100}(\\.[0-9]{1,100})?")) {
      return false;
    }
    BigDecimal number = new BigDecimal(written).stripTrailingZeros();
    if (number.scale() > type.scale()
        || number.precision() - number.scale() > type.precision() - type.scale()) {
      return false;
    }
    value = number.setScale(type.scale()).unscaledValue();
    return true;
  }

  @Override
  void write(ParquetRowWriter writer) {
    written++;
    switch (type.kind()) {
      case DATE, INTEGER -> writer.writeInt(index, (int) text.value());
      case DECIMAL -> {
        if (large) {
          writer.writeDecimal(index, value);
        } else {
          writer.writeLong(index, text.value());
        }
      }
      default -> writer.writeLong(index, text.value());
    }
  }

  @Override
  String text() {
    throw new IllegalStateException("Invalid column: a key is never parsed");
  }
}
