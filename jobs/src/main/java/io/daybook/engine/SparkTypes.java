package io.daybook.engine;

import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.KeyForm;
import io.daybook.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Types and values between Spark and Daybook. */
final class SparkTypes {
  private SparkTypes() {}

  static StructType struct(Schema schema) {
    List<StructField> fields = new ArrayList<>();
    for (Column column : schema.columns()) {
      fields.add(DataTypes.createStructField(column.name(), of(column.type()), true));
    }
    return DataTypes.createStructType(fields);
  }

  static org.apache.spark.sql.types.DataType of(DataType type) {
    return switch (type.kind()) {
      case TEXT -> DataTypes.StringType;
      case UUID -> DataTypes.BinaryType;
      case INTEGER -> DataTypes.IntegerType;
      case BIGINT -> DataTypes.LongType;
      case DECIMAL -> DataTypes.createDecimalType(type.precision(), type.scale());
      case DOUBLE -> DataTypes.DoubleType;
      case BOOLEAN -> DataTypes.BooleanType;
      case DATE -> DataTypes.DateType;
      case TIMESTAMP -> DataTypes.TimestampType;
    };
  }

  static Casts.From from(org.apache.spark.sql.types.DataType type) {
    if (type instanceof NullType) {
      return Casts.From.NULL;
    }
    if (type instanceof ByteType
        || type instanceof ShortType
        || type instanceof IntegerType
        || type instanceof LongType) {
      return Casts.From.INTEGER;
    }
    if (type instanceof DecimalType) {
      return Casts.From.DECIMAL;
    }
    if (type.equals(DataTypes.DoubleType) || type.equals(DataTypes.FloatType)) {
      return Casts.From.DOUBLE;
    }
    if (type instanceof StringType) {
      return Casts.From.TEXT;
    }
    if (type.equals(DataTypes.BinaryType)) {
      return Casts.From.UUID;
    }
    if (type.equals(DataTypes.BooleanType)) {
      return Casts.From.BOOLEAN;
    }
    if (type.equals(DataTypes.DateType)) {
      return Casts.From.DATE;
    }
    boolean instant =
        type.equals(DataTypes.TimestampType) || type.equals(DataTypes.TimestampNTZType);
    return instant ? Casts.From.TIMESTAMP : Casts.From.OTHER;
  }

  /** A value of a row as {@link Engine#rows} gives it; dates and instants come as java.time. */
  static Object value(Object value) {
    if (value instanceof scala.math.BigDecimal decimal) {
      return decimal.bigDecimal();
    }
    return value instanceof byte[] key ? KeyForm.text(key) : value;
  }

  /** The text of a key's 16 bytes, or NULL. */
  static String uuidText(byte[] key) {
    return key == null ? null : KeyForm.text(key);
  }
}
