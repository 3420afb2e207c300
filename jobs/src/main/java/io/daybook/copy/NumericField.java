package io.daybook.copy;

import io.daybook.parquet.ParquetRowWriter;
import io.daybook.source.SourceColumn;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A numeric: groups of four decimal digits, to the unscaled value of a decimal. A value with more
 * digits than the model declares, on either side of the point, is not carried.
 *
 * <p>The form is four 16-bit numbers (groups, weight of the first group in powers of 10,000, sign,
 * digits after the point for display), then the groups.
 */
abstract class NumericField extends Field {
  static final String NOT_A_NUMBER = SourceColumn.NoValue.NAN.text();
  static final String INFINITE = SourceColumn.NoValue.INFINITY.text();
  static final String TOO_LONG = "more digits than the model declares";

  private static final int HEADER = 8;
  private static final int NEGATIVE = 0x4000;
  private static final int NAN = 0xC000;
  private static final int PLUS_INFINITY = 0xD000;
  private static final int MINUS_INFINITY = 0xF000;
  private static final int LONG_DIGITS = 18;
  private static final int MAXIMUM_EXPONENT = 38;

  /** A group times ten to this power and less is a long for sure. */
  private static final int SAFE_EXPONENT = 14;

  private static final long[] POWERS = powers();

  final ExactSum sum = new ExactSum();
  final int scale;

  private NumericField(int index, SourceColumn column) {
    super(index, column);
    this.scale = column.type().scale();
  }

  static NumericField of(int index, SourceColumn column) {
    return column.type().precision() <= LONG_DIGITS
        ? new Small(index, column)
        : new Large(index, column);
  }

  private static long[] powers() {
    long[] powers = new long[LONG_DIGITS + 1];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }

  @Override
  final String decode(byte[] data, int offset, int length) {
    int sign = Bytes.int16(data, offset + 4) & 0xFFFF;
    if (sign >= NAN) {
      return switch (sign) {
        case NAN -> NOT_A_NUMBER;
        case PLUS_INFINITY, MINUS_INFINITY -> INFINITE;
        default -> throw new IllegalStateException("Invalid numeric: sign " + sign);
      };
    }
    int groups = Bytes.int16(data, offset);
    // Power of ten that the first group counts, in units of the column's last digit.
    int exponent = 4 * Bytes.int16(data, offset + 2) + scale;
    return decode(data, offset + HEADER, groups, exponent, sign == NEGATIVE);
  }

  abstract String decode(byte[] data, int offset, int groups, int exponent, boolean negative);

  @Override
  final BigInteger sum() {
    return sum.total();
  }

  /** At most 18 digits: a long. */
  private static final class Small extends NumericField {
    private final long limit;
    private final long[] values = new long[Batch.ROWS];
    private long value;

    Small(int index, SourceColumn column) {
      super(index, column);
      this.limit = POWERS[column.type().precision()];
    }

    @Override
    String decode(byte[] data, int offset, int groups, int first, boolean negative) {
      long number = 0;
      int exponent = first;
      for (int i = 0; i < groups; i++, exponent -= 4) {
        int group = Bytes.int16(data, offset + 2 * i);
        if (exponent >= 0) {
          if (exponent > SAFE_EXPONENT
              && group != 0
              && (exponent > LONG_DIGITS || group > limit / POWERS[exponent])) {
            return TOO_LONG;
          }
          number += group * POWERS[Math.min(exponent, LONG_DIGITS)];
        } else if (exponent > -4) {
          long unit = POWERS[-exponent];
          if (group % unit != 0) {
            return TOO_LONG;
          }
          number += group / unit;
        } else if (group != 0) {
          return TOO_LONG;
        }
      }
      if (number >= limit) {
        return TOO_LONG;
      }
      value = negative ? -number : number;
      return null;
    }

    @Override
    boolean decode(Batch batch) {
      int count = 0;
      long absent = 0;
      for (int row = 0; row < batch.rows(); row++) {
        byte[] message = batch.message(row);
        int place = batch.place(index, row);
        int length = Bytes.int32(message, place);
        if (length < 0) {
          absent |= 1L << row;
        } else if (decode(message, place + Integer.BYTES, length) == null) {
          values[count++] = value;
        } else {
          return false;
        }
      }
      return isAllowed(absent);
    }

    @Override
    void write(Batch batch, ParquetRowWriter writer) {
      int count = batch.rows() - Long.bitCount(absent());
      for (int i = 0; i < count; i++) {
        sum.add(values[i]);
      }
      writer.writeNumbers(index, absent(), values, count);
    }

    @Override
    void write(ParquetRowWriter writer) {
      sum.add(value);
      writer.writeLong(index, value);
    }

    @Override
    void leave() {
      sum.add(value);
    }

    @Override
    String text() {
      return BigDecimal.valueOf(value, scale).toPlainString();
    }
  }

  /** Up to 38 digits. */
  private static final class Large extends NumericField {
    private final BigInteger limit;
    private BigInteger value = BigInteger.ZERO;

    Large(int index, SourceColumn column) {
      super(index, column);
      this.limit = BigInteger.TEN.pow(column.type().precision());
    }

    @Override
    String decode(byte[] data, int offset, int groups, int first, boolean negative) {
      BigInteger number = BigInteger.ZERO;
      int exponent = first;
      for (int i = 0; i < groups; i++, exponent -= 4) {
        int group = Bytes.int16(data, offset + 2 * i);
        if (exponent > MAXIMUM_EXPONENT && group != 0) {
          return TOO_LONG;
        }
        if (exponent >= 0) {
          number = number.add(BigInteger.TEN.pow(exponent).multiply(BigInteger.valueOf(group)));
        } else {
          long unit = exponent > -4 ? POWERS[-exponent] : 10_000;
          if (group % unit != 0) {
            return TOO_LONG;
          }
          number = number.add(BigInteger.valueOf(group / unit));
        }
      }
      if (number.compareTo(limit) >= 0) {
        return TOO_LONG;
      }
      value = negative ? number.negate() : number;
      return null;
    }

    @Override
    void write(ParquetRowWriter writer) {
      sum.add(value);
      writer.writeDecimal(index, value);
    }

    @Override
    void leave() {
      sum.add(value);
    }

    @Override
    String text() {
      return new BigDecimal(value, scale).toPlainString();
    }
  }
}
