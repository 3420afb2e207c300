package io.daybook.parquet;

import io.daybook.schema.Column;
import io.daybook.schema.Schema;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** The Parquet type of every type of a schema. */
final class ParquetTypes {
  /** Digits that an INT32 holds for sure. */
  static final int INTEGER_DIGITS = 9;

  /** Digits that an INT64 holds for sure. */
  static final int LONG_DIGITS = 18;

  static final int UUID_BYTES = 16;

  private ParquetTypes() {}

  static MessageType message(Schema schema) {
    List<Type> fields = new ArrayList<>();
    schema.columns().forEach(column -> fields.add(field(column)));
    return new MessageType("daybook", fields);
  }

  private static PrimitiveType field(Column column) {
    Repetition repetition = column.nullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
    return switch (column.type().kind()) {
      case TEXT ->
          Types.primitive(PrimitiveTypeName.BINARY, repetition)
              .as(LogicalTypeAnnotation.stringType())
              .named(column.name());
      // Spark cannot read what is annotated as a UUID; bytes it can, and so can all others.
      case UUID ->
          Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
              .length(UUID_BYTES)
              .named(column.name());
      case INTEGER -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(column.name());
      case BIGINT -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(column.name());
      case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(column.name());
      case BOOLEAN -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(column.name());
      case DATE ->
          Types.primitive(PrimitiveTypeName.INT32, repetition)
              .as(LogicalTypeAnnotation.dateType())
              .named(column.name());
      case TIMESTAMP ->
          Types.primitive(PrimitiveTypeName.INT64, repetition)
              .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
              .named(column.name());
      case DECIMAL -> decimal(column, repetition);
    };
  }

  private static PrimitiveType decimal(Column column, Repetition repetition) {
    int precision = column.type().precision();
    LogicalTypeAnnotation annotation =
        LogicalTypeAnnotation.decimalType(column.type().scale(), precision);
    if (precision <= LONG_DIGITS) {
      return Types.primitive(
              precision <= INTEGER_DIGITS ? PrimitiveTypeName.INT32 : PrimitiveTypeName.INT64,
              repetition)
          .as(annotation)
          .named(column.name());
    }
    return Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
        .length(decimalBytes(precision))
        .as(annotation)
        .named(column.name());
  }

  /** The fewest bytes whose two's complement holds every number of so many digits. */
  static int decimalBytes(int precision) {
    return BigInteger.TEN.pow(precision).bitLength() / 8 + 1;
  }
}
