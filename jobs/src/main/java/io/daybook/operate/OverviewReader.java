package io.daybook.operate;

import static java.util.Objects.requireNonNull;

import io.daybook.check.Acknowledgements;
import io.daybook.check.CheckChanges;
import io.daybook.delivery.DeliveryOverview;
import io.daybook.fault.DaybookException;
import io.daybook.run.Upkeep;
import io.daybook.schedule.OccurrenceOverview;
import io.daybook.state.Run;
import io.daybook.state.State;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.Releases;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads where everything stands. A manifest is read once. Safe for several threads. */
public final class OverviewReader {

  private final State state;
  private final Supplier<? extends Collection<String>> sources;
  private final Function<String, FileStore> warehouses;
  private final Clock clock;
  private final Acknowledgements acknowledgements;
  private final Map<String, ReleaseFigures> known = new ConcurrentHashMap<>();

  /**
   * A reader.
   *
   * @param sources their names
   * @param warehouses the folder of a source in the warehouse
   */
  public OverviewReader(
      State state,
      Supplier<? extends Collection<String>> sources,
      Function<String, FileStore> warehouses,
      Clock clock) {
    this.state = requireNonNull(state, "state is null");
    this.sources = requireNonNull(sources, "sources is null");
    this.warehouses = requireNonNull(warehouses, "warehouses is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.acknowledgements = new Acknowledgements(state.database(), clock);
  }

  /**
   * Reads all of it.
   *
   * @throws DaybookException failures of the state; those of the warehouse are part of the view
   */
  public Overview read() {
    return read(Optional.empty());
  }

  /** The same, of one source alone where one is named. */
  public Overview read(Optional<String> only) {
    Instant now = clock.instant();
    DeliveryOverview deliveries = new DeliveryOverview(state.database(), only);
    OccurrenceOverview occurrences = new OccurrenceOverview(state.database(), only);
    return new Overview(
        now,
        only.map(name -> List.of(source(name))).orElseGet(this::sources),
        occurrences.countByKind(),
        occurrences.countLate(now),
        occurrences.countNotByOwnTime(),
        deliveries.count(),
        deliveries.oldestWaiting());
  }

  /** Reads how each source stands. */
  List<SourceView> sources() {
    return sources.get().stream().sorted().map(this::source).toList();
  }

  /**
   * Reads how a source stands.
   *
   * @throws DaybookException failures of the state; those of the warehouse are part of the view
   */
  public SourceView source(String source) {
    Optional<Run> run = state.runs().list(source, 1).stream().findFirst();
    Optional<ReleaseFigures> release = Optional.empty();
    Optional<String> unreadable = Optional.empty();
    try {
      release = release(source);
    } catch (DaybookException e) {
      unreadable = Optional.of(e.code().text());
    }
    return new SourceView(
        source,
        release,
        acknowledgements.of(source),
        unreadable,
        run,
        run.map(last -> state.runs().steps(last.id())).orElse(List.of()),
        Upkeep.worker(state, source));
  }

  private Optional<ReleaseFigures> release(String source) {
    Releases releases = new Releases(warehouses.apply(source));
    List<Long> numbers = releases.numbers();
    if (numbers.isEmpty()) {
      return Optional.empty();
    }
    long current = numbers.get(numbers.size() - 1);
    return Optional.of(
        known.compute(
            source,
            (name, before) ->
                before != null && before.release() == current
                    ? before
                    : figures(releases, releases.load(current))));
  }

  private static ReleaseFigures figures(Releases releases, Manifest manifest) {
    return ReleaseFigures.of(
        manifest, CheckChanges.comparedWith(releases, manifest.release(), manifest.asOf()));
  }
}
