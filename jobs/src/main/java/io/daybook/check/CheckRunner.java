package io.daybook.check;

import io.daybook.engine.Engine;
import java.util.List;

/** Runs checks in few queries. */
public final class CheckRunner {
  private CheckRunner() {}

  /** Runs the checks over the datasets that are registered with the engine. */
  public static CheckReport run(Engine engine, List<Check> checks) {
    throw new UnsupportedOperationException();
  }
}
