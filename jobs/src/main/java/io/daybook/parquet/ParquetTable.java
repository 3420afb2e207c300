package io.daybook.parquet;

import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.parquet.io.OutputFile;

/** Writes small datasets of Java values, generated ones for instance, into one Parquet file. */
public final class ParquetTable {
  private ParquetTable() {}

  /**
   * Writes rows. A value is null, String, Integer, Long, BigDecimal, Double, Boolean, LocalDate or
   * Instant, as its column's type; a decimal may have fewer digits after the point than its column,
   * never more.
   *
   * @return rows written
   * @throws IOException when the file cannot be written
   * @throws IllegalArgumentException when a row does not fit the schema; no file is then readable
   */
  public static long write(
      OutputFile target,
      Schema schema,
      Map<String, String> metadata,
      Iterable<? extends List<?>> rows)
      throws IOException {
    ParquetRowWriter writer = ParquetRowWriter.create(target, schema, metadata, Set.of());
    try {
      for (List<?> row : rows) {
        if (row.size() != schema.columns().size()) {
          throw new IllegalArgumentException(
              "Invalid row: " + row.size() + " values for " + schema.columns().size() + " columns");
        }
        for (int i = 0; i < row.size(); i++) {
          write(writer, i, schema, row.get(i));
        }
        writer.endRow();
      }
      writer.close();
      return writer.rows();
    } finally {
      writer.abort();
    }
  }

  private static void write(ParquetRowWriter writer, int column, Schema schema, Object value) {
    if (value == null) {
      if (!schema.columns().get(column).nullable()) {
        throw new IllegalArgumentException(
            "Invalid row: NULL in " + schema.columns().get(column).name());
      }
      writer.writeNull(column);
      return;
    }
    DataType type = schema.columns().get(column).type();
    switch (type.kind()) {
      case TEXT -> {
        byte[] utf8 = ((String) value).getBytes(StandardCharsets.UTF_8);
        writer.writeText(column, utf8, 0, utf8.length);
      }
      case UUID -> {
        UUID uuid = UUID.fromString((String) value);
        ByteBuffer bytes = ByteBuffer.allocate(ParquetTypes.UUID_BYTES);
        bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        writer.writeUuid(column, bytes.array(), 0);
      }
      case INTEGER -> writer.writeInt(column, (Integer) value);
      case BIGINT -> writer.writeLong(column, (Long) value);
      case DOUBLE -> writer.writeDouble(column, (Double) value);
      case BOOLEAN -> writer.writeBoolean(column, (Boolean) value);
      case DATE -> writer.writeInt(column, Math.toIntExact(((LocalDate) value).toEpochDay()));
      case TIMESTAMP -> writer.writeLong(column, microseconds((Instant) value));
      case DECIMAL -> writeDecimal(writer, column, type, (BigDecimal) value);
    }
  }

  private static void writeDecimal(
      ParquetRowWriter writer, int column, DataType type, BigDecimal value) {
    BigDecimal scaled = value.setScale(type.scale(), RoundingMode.UNNECESSARY);
    if (scaled.precision() > type.precision()) {
      throw new IllegalArgumentException("Invalid decimal: more digits than " + type);
    }
    if (type.precision() <= ParquetTypes.LONG_DIGITS) {
      writer.writeLong(column, scaled.unscaledValue().longValueExact());
    } else {
      writer.writeDecimal(column, scaled.unscaledValue());
    }
  }

  /** ChronoUnit counts in nanoseconds and overflows 292 years from 1970. */
  private static long microseconds(Instant instant) {
    long seconds = Math.multiplyExact(instant.getEpochSecond(), 1_000_000L);
    return Math.addExact(seconds, instant.getNano() / 1_000);
  }

  /**
   * Microseconds since 1970-01-01 UTC, rounded down. {@code ChronoUnit.MICROS.between} counts
   * nanoseconds on the way and overflows outside the years 1678 to 2262.
   */
  public static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }
}
