package io.daybook.source;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.DaybookException;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares a model with the live source: its schema and the rights of our role. Only reads. */
@SuppressWarnings("DoNotCallSuggester")
public final class SourceCheck {
  private final SourceModel model;
  private final int connections;

  /**
   * A check of this model.
   *
   * @param connections connections that a run opens at once
   */
  public SourceCheck(SourceModel model, int connections) {
    this.model = requireNonNull(model, "model is null");
    this.connections = connections;
  }

  /**
   * Everything there is to say, the worst first.
   *
   * @param connection a session of the role that runs read with; its transaction, if it is in one,
   *     is used and left open
   */
  public List<Finding> findings(Connection connection) {
    throw new UnsupportedOperationException(model.name() + connections + connection);
  }

  /**
   * The gate of a run: passes when every column of the model can be read.
   *
   * @return what was found and does not stop the run
   * @throws DaybookException SRC-RLS, SRC-RIGHTS or SRC-SCHEMA with all that stops it
   */
  public List<Finding> requireUsable(Connection connection) {
    throw new UnsupportedOperationException();
  }

  /**
   * The gate of a run that reads some columns only.
   *
   * @param columnsUsed the columns to be read, by table
   */
  public List<Finding> requireUsable(
      Connection connection, Map<String, ? extends Set<String>> columnsUsed) {
    throw new UnsupportedOperationException();
  }
}
