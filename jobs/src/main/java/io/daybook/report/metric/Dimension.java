package io.daybook.report.metric;

import static java.util.Objects.requireNonNull;

import io.daybook.schema.DataType;

/**
 * What numbers can be asked by and lists filtered by, under one name over several datasets.
 *
 * @param id as definitions name it
 * @param description what its values are, for the reader
 * @param type of its values, the same in every dataset
 */
public record Dimension(String id, String title, String description, DataType type) {
  public Dimension {
    requireNonNull(id, "id is null");
    requireNonNull(title, "title is null");
    requireNonNull(description, "description is null");
    requireNonNull(type, "type is null");
  }
}
