package io.daybook.engine;

import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.array.ByteArrayMethods;
import org.apache.spark.unsafe.types.UTF8String;

/** One column of a key, which is not NULL: its hash, and whether two are the same. */
enum KeyCell {
  TEXT {
    @Override
    long hash(InternalRow row, int column, long seed) {
      return XXH64.hashUTF8String(row.getUTF8String(column), seed);
    }

    @Override
    boolean matches(UnsafeRow row, InternalRow key, int column) {
      UTF8String text = key.getUTF8String(column);
      return hasBytes(row, column, text.getBaseObject(), text.getBaseOffset(), text.numBytes());
    }
  },
  BYTES {
    @Override
    long hash(InternalRow row, int column, long seed) {
      byte[] bytes = row.getBinary(column);
      return XXH64.hashUnsafeBytes(bytes, Platform.BYTE_ARRAY_OFFSET, bytes.length, seed);
    }

    @Override
    boolean matches(UnsafeRow row, InternalRow key, int column) {
      byte[] bytes = key.getBinary(column);
      return hasBytes(row, column, bytes, Platform.BYTE_ARRAY_OFFSET, bytes.length);
    }
  },
  INTEGER {
    @Override
    long hash(InternalRow row, int column, long seed) {
      return XXH64.hashInt(row.getInt(column), seed);
    }

    @Override
    boolean matches(UnsafeRow row, InternalRow key, int column) {
      return row.getInt(column) == key.getInt(column);
    }
  },
  BIGINT {
    @Override
    long hash(InternalRow row, int column, long seed) {
      return XXH64.hashLong(row.getLong(column), seed);
    }

    @Override
    boolean matches(UnsafeRow row, InternalRow key, int column) {
      return row.getLong(column) == key.getLong(column);
    }
  };

  /** The cells of a type that keys may have. */
  static Optional<KeyCell> of(DataType type) {
    if (type.equals(DataTypes.StringType)) {
      return Optional.of(TEXT);
    }
    if (type instanceof BinaryType) {
      return Optional.of(BYTES);
    }
    if (type.equals(DataTypes.IntegerType) || type.equals(DataTypes.DateType)) {
      return Optional.of(INTEGER);
    }
    return type.equals(DataTypes.LongType) ? Optional.of(BIGINT) : Optional.empty();
  }

  abstract long hash(InternalRow row, int column, long seed);

  abstract boolean matches(UnsafeRow row, InternalRow key, int column);

  /** A row has the place and length of what has no fixed size in one number. */
  private static boolean hasBytes(UnsafeRow row, int column, Object base, long offset, int length) {
    long place = row.getLong(column);
    return (int) place == length
        && ByteArrayMethods.arrayEquals(
            row.getBaseObject(),
            row.getBaseOffset() + (place >>> Integer.SIZE),
            base,
            offset,
            length);
  }
}
