package io.daybook.bench;

import io.daybook.config.Problems;
import io.daybook.definition.SourceDefinition;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.warehouse.FileStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All benches by their names. */
public final class Benches {
  private static final List<Bench> ALL =
      List.of(
          new ExtractBench(),
          ExtractSparkBench.largest(),
          ExtractSparkBench.all(),
          new ManySmallBench(),
          new ModelsPostgresBench(),
          new ModelsSparkBench(),
          new ChecksBench(),
          new NightBench(),
          new CustomBench(),
          new ReportsBench(),
          new GrowthBench());

  private Benches() {}

  /** What each bench compares, by its name. */
  public static Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    ALL.forEach(bench -> all.put(bench.name(), bench.compares()));
    return all;
  }

  /**
   * Runs a bench, for minutes. Not for two at a time on one machine: each would measure the other.
   *
   * @throws DaybookException USAGE for an unknown name, BENCH_FAILED or what the measured work
   *     threw
   */
  public static BenchResult run(String name, BenchSetup setup) {
    Bench wanted =
        ALL.stream()
            .filter(bench -> bench.name().equals(name))
            .findFirst()
            .orElseThrow(() -> unknown(name));
    try (BenchSource source = BenchSource.open(setup)) {
      return wanted.run(source);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw BenchFailure.of(name, e);
    }
  }

  /** The source of the setup's size, made if need be; the caller closes it. */
  public static LentSource lend(BenchSetup setup) {
    return new LentSource(BenchSource.open(setup));
  }

  /**
   * One night of the pipeline in stock Spark that {@code nightly-full} is compared with, alone in
   * this process and without a round to warm up.
   *
   * @param into folder of what it writes, {@code raw.orders} and so on; stays
   * @param asOf the instant that marts are shown at
   */
  public static Measured stockSpark(BenchSetup setup, Path into, Instant asOf) {
    try (BenchSource source = BenchSource.open(setup);
        StockSpark spark = StockSpark.open(source, into, asOf)) {
      FileStore files = source.files();
      spark.show(files, ModelBuild.zones(files));
      SourceDefinition models = source.definition();
      return new Contest(setup)
          .runAtOnce(new Contender("stock Spark", () -> spark.night(models)))
          .get(0);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw BenchFailure.of("stock Spark", e);
    }
  }

  private static DaybookException unknown(String name) {
    return DaybookException.of(
            Code.USAGE,
            "Cannot find the bench "
                + name
                + Problems.didYouMean(name, List.copyOf(all().keySet())))
        .state("nothing was started or changed")
        .next("use one of " + String.join(", ", all().keySet()))
        .build();
  }
}
