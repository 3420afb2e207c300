package io.daybook.bench;

import io.daybook.bench.Contender.Done;
import io.daybook.disk.Folders;
import io.daybook.run.Night;
import io.daybook.run.NightSetup;
import io.daybook.run.RunListener;
import io.daybook.run.Step;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.Releases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** A complete first night, from the claim to the published release, into a new warehouse. */
final class WholeNight implements Contender.Work, AutoCloseable {
  private static final Duration LEASE = Duration.ofSeconds(60);

  private final BenchSource source;
  private final State state;
  private final Map<Step, List<Duration>> steps = new EnumMap<>(Step.class);

  private WholeNight(BenchSource source, State state) {
    this.source = source;
    this.state = state;
  }

  static WholeNight open(BenchSource source) {
    StateSettings settings = new StateSettings.Embedded(source.scratch().resolve("state"));
    return new WholeNight(source, State.open(settings, source.setup().clock()));
  }

  /** One release of the source in this warehouse, with the setup's engine. */
  static Manifest release(BenchSource source, FileStore files) {
    try (WholeNight night = open(source)) {
      return night.publish(files, new RunListener() {});
    }
  }

  private Manifest publish(FileStore files, RunListener listener) {
    BenchSetup bench = source.setup();
    NightSetup setup =
        new NightSetup(
            source.definition(),
            source.settings(),
            state,
            files,
            new Releases(files),
            bench.engine(),
            LEASE,
            1,
            bench.clock(),
            bench.version());
    return new Night(setup, listener).run(bench.engineName());
  }

  @Override
  public Callable<Done> run() {
    FileStore files = source.files();
    Manifest release = publish(files, new Steps());
    return () -> {
      Folders.delete(Path.of(files.root()));
      return RawTables.done(release.datasets());
    };
  }

  /** Median seconds of each step, by what it does. */
  Map<String, Object> steps() {
    Map<String, Object> medians = new LinkedHashMap<>();
    steps.forEach(
        (step, took) -> {
          List<Double> seconds = took.stream().map(each -> each.toNanos() / 1e9).toList();
          medians.put(step.title(), Measured.rounded(Measured.median(seconds)));
        });
    return medians;
  }

  private final class Steps implements RunListener {
    @Override
    public void stepFinished(Step step, Duration took, String summary) {
      steps.computeIfAbsent(step, key -> new ArrayList<>()).add(took);
    }
  }

  @Override
  public void close() {
    state.close();
  }
}
