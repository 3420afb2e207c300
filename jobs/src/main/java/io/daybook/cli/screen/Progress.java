package io.daybook.cli.screen;

import io.daybook.run.RunListener;
import io.daybook.run.Step;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * Tells how a night goes, on standard error: for a person one line a step that counts up in place,
 * elsewhere one line with its time when a step ends. Safe for several threads.
 */
public final class Progress implements RunListener {
  /** What every line of the log says that this process does, whichever thread writes it. */
  private static final String RUN = "daybook.run";

  private static final String STEP = "daybook.step";

  private static final String REWRITE = "\r\033[K";

  private final Terminal terminal;
  private final Clock clock;

  public Progress(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public void started(String run, String source, boolean resumed) {
    System.setProperty(RUN, run);
    line((resumed ? "goes on with run " : "run ") + run + " of " + source);
  }

  @Override
  public void stepStarted(Step step) {
    System.setProperty(STEP, step.id());
    begun(step.title());
  }

  @Override
  public void stepProgressed(Step step, int done, int total) {
    passing("%-16s %d of %d".formatted(step.title(), done, total));
  }

  @Override
  public void stepKept(Step step) {
    ended(step.title(), Duration.ZERO, "kept from the attempt before");
  }

  @Override
  public void stepFinished(Step step, Duration took, String summary) {
    ended(step.title(), took, summary);
  }

  @Override
  public void warned(String message) {
    line("warning  " + message);
  }

  /** Something begins that may take a while. */
  public void begun(String title) {
    passing("%-16s …".formatted(title));
  }

  /** What it is at now, of so many. */
  public void at(String title, int done, int total, String what) {
    passing("%-16s %d of %d  %s".formatted(title, done, total, what));
  }

  /** It has ended well. */
  public void ended(String title, Duration took, String summary) {
    line("%-16s %9s  %s".formatted(title, Table.seconds(took), summary));
  }

  /** Says what it came to. */
  public void said(String text) {
    line(text);
  }

  /** Ends the line of a step that is cut off by a failure. */
  public synchronized void cutOff() {
    if (terminal.interactive()) {
      terminal.err().print(REWRITE);
      terminal.err().flush();
    }
  }

  private synchronized void passing(String text) {
    if (terminal.interactive()) {
      terminal.err().print(REWRITE + text);
      terminal.err().flush();
    }
  }

  private synchronized void line(String text) {
    PrintWriter err = terminal.err();
    if (terminal.interactive()) {
      err.print(REWRITE);
    } else {
      err.print(clock.instant().truncatedTo(ChronoUnit.SECONDS) + " ");
    }
    err.println(text);
    err.flush();
  }
}
