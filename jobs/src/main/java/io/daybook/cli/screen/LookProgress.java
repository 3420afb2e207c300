package io.daybook.cli.screen;

import io.daybook.source.FirstModel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Shows a first look at a database like the steps of a night, with the table that is read. */
public final class LookProgress implements FirstModel.Listener {
  private final Progress progress;
  private final Clock clock;
  private Instant began;

  public LookProgress(Progress progress, Clock clock) {
    this.progress = progress;
    this.clock = clock;
    this.began = clock.instant();
  }

  @Override
  public void begun(String part) {
    began = clock.instant();
    progress.begun(part);
  }

  @Override
  public void looking(String part, String table, int number, int of) {
    progress.at(part, number, of, table);
  }

  @Override
  public void ended(String part, String summary) {
    progress.ended(part, Duration.between(began, clock.instant()), summary);
  }
}
