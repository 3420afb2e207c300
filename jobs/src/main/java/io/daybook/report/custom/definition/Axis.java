package io.daybook.report.custom.definition;

import static java.util.Objects.requireNonNull;

import io.daybook.report.metric.Dimension;
import io.daybook.report.metric.Subject;
import io.daybook.report.metric.TimeStep;
import io.daybook.schema.DataType;

/** What a report is split or filtered by. */
public sealed interface Axis permits Axis.Time, Axis.Shared, Axis.Own {
  /** A span of the tenant's calendar, by the date of each metric. */
  record Time(TimeStep step) implements Axis {
    public Time {
      requireNonNull(step, "step is null");
    }

    @Override
    public String id() {
      return step.id();
    }

    @Override
    public String title() {
      return step.title();
    }

    @Override
    public DataType type() {
      return DataType.DATE;
    }
  }

  /** A dimension that several datasets have. */
  record Shared(Dimension dimension) implements Axis {
    public Shared {
      requireNonNull(dimension, "dimension is null");
    }

    @Override
    public String id() {
      return dimension.id();
    }

    @Override
    public String title() {
      return dimension.title();
    }

    @Override
    public DataType type() {
      return dimension.type();
    }
  }

  /** A column of the definition's own source. */
  record Own(Subject.Field field) implements Axis {
    public Own {
      requireNonNull(field, "field is null");
    }

    @Override
    public String id() {
      return field.column();
    }

    @Override
    public String title() {
      return field.title();
    }

    @Override
    public DataType type() {
      return field.type();
    }
  }

  /** As the definition names it. */
  String id();

  /** Heading of its column. */
  String title();

  /** Type of its values. */
  DataType type();
}
