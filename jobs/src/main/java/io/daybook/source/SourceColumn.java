package io.daybook.source;

import static java.util.Objects.requireNonNull;

import io.daybook.schema.DataType;
import java.io.Serializable;

/**
 * One column that is extracted.
 *
 * @param name name in the source
 * @param sourceType PostgreSQL's name of the type, as {@code format_type} prints it; an enum by its
 *     name
 * @param enumerated whether the source type is an enum
 * @param type type in Parquet
 * @param nullable whether the source allows NULL
 */
public record SourceColumn(
    String name, String sourceType, boolean enumerated, DataType type, boolean nullable)
    implements Serializable {
  public SourceColumn {
    requireNonNull(name, "name is null");
    requireNonNull(sourceType, "sourceType is null");
    requireNonNull(type, "type is null");
  }
}
