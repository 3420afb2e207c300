package io.daybook.bench;

import io.daybook.engine.Engine;
import io.daybook.engine.Engines;
import io.daybook.warehouse.FileStore;
import java.util.List;
import java.util.Map;

/** One question about speed and how it is answered. */
interface Bench {
  /** Its name on the command line. */
  String name();

  /** What is compared, in a line. */
  String compares();

  /** Measures; the source is open. */
  BenchResult run(BenchSource source) throws Exception;

  /** The engine that the setup names, over a folder. */
  default Engine engine(BenchSource source, FileStore files) {
    return Engines.open(source.setup().engineName(), source.setup().engine(), files);
  }

  /** Daybook, the first side, may take so many times as long as the other. */
  default BenchResult slower(BenchSource source, double most, List<Measured> sides) {
    Bar bar = Bar.atMost(most, "time of daybook / time of " + sides.get(1).name());
    double ratio = sides.get(0).median() / sides.get(1).median();
    return BenchResult.of(name(), source, bar, ratio, sides, Map.of());
  }

  /** Daybook, the first side, must be so many times as fast as the other. */
  default BenchResult faster(BenchSource source, double least, List<Measured> sides) {
    Bar bar = Bar.atLeast(least, "time of " + sides.get(1).name() + " / time of daybook");
    double ratio = sides.get(1).median() / sides.get(0).median();
    return BenchResult.of(name(), source, bar, ratio, sides, Map.of());
  }
}
