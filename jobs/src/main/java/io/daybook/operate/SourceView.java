package io.daybook.operate;

import static java.util.Objects.requireNonNull;

import io.daybook.check.Acknowledgement;
import io.daybook.check.CheckNews;
import io.daybook.state.LeaseHolder;
import io.daybook.state.Run;
import io.daybook.state.RunStatus;
import io.daybook.state.Step;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * How one source stands.
 *
 * @param release the one that readers see
 * @param acknowledgements of its checks
 * @param unreadable why that is not known: the warehouse is away, or a manifest is broken
 * @param run the last one
 * @param steps of that run, in all its attempts
 * @param worker who works on the source now
 */
public record SourceView(
    String source,
    Optional<ReleaseFigures> release,
    List<Acknowledgement> acknowledgements,
    Optional<String> unreadable,
    Optional<Run> run,
    List<Step> steps,
    Optional<LeaseHolder> worker) {
  public SourceView {
    requireNonNull(source, "source is null");
    requireNonNull(release, "release is null");
    acknowledgements = List.copyOf(acknowledgements);
    requireNonNull(unreadable, "unreadable is null");
    requireNonNull(run, "run is null");
    steps = List.copyOf(steps);
    requireNonNull(worker, "worker is null");
  }

  /** What a person has to be told of the checks of its release. */
  public Optional<CheckNews> news(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return release.map(each -> each.changes().news(acknowledgements, today));
  }

  /** Whether the last run says that it runs, and nobody works: its process was killed. */
  public boolean isKilled() {
    return worker.isEmpty() && run.filter(last -> last.status() == RunStatus.RUNNING).isPresent();
  }
}
