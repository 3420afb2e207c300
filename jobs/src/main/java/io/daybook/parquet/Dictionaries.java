package io.daybook.parquet;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.factory.DefaultV1ValuesWriterFactory;
import org.apache.parquet.column.values.factory.ValuesWriterFactory;

/**
 * Encodes texts, keys and numbers with dictionaries of ours, the rest as parquet-java does. Its own
 * take a boxed object a value and compare byte by byte: half of an extraction's time.
 */
final class Dictionaries implements ValuesWriterFactory {
  private final ValuesWriterFactory others = new DefaultV1ValuesWriterFactory();
  private ParquetProperties properties;

  @Override
  public void initialize(ParquetProperties given) {
    properties = given;
    others.initialize(given);
  }

  @Override
  public ValuesWriter newValuesWriter(ColumnDescriptor column) {
    int most = properties.getDictionaryPageSizeThreshold();
    if (!properties.isDictionaryEnabled(column)) {
      return others.newValuesWriter(column);
    }
    return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case BINARY -> new TextValues(most);
      case FIXED_LEN_BYTE_ARRAY -> new FixedValues(column.getPrimitiveType().getTypeLength(), most);
      case INT32 -> new NumberValues(Integer.BYTES, most);
      case INT64 -> new NumberValues(Long.BYTES, most);
      default -> others.newValuesWriter(column);
    };
  }
}
