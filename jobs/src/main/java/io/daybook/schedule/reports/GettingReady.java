package io.daybook.schedule.reports;

import static java.util.Objects.requireNonNull;

import io.daybook.calendar.Timetable;
import io.daybook.fault.DaybookException;
import io.daybook.report.ReleaseReports;
import io.daybook.report.issue.AskedLately.Need;
import io.daybook.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what tenants read of a new release before they ask: for reports that are due within a day,
 * and for questions like those of the last week. One file at a time, on one core, and none while a
 * night is at work; a night, a publication and a report know nothing of it. What it does not make
 * is made by whoever asks first.
 */
public final class GettingReady implements AutoCloseable {
  /** Sessions of the state that it may want at once. */
  public static final int SESSIONS = 1;

  private static final Logger log = LoggerFactory.getLogger(GettingReady.class);

  /** The next release is there by then, a late one as well. */
  private static final Duration DUE_WITHIN = Duration.ofHours(26);

  private static final Duration ASKED_WITHIN = Duration.ofDays(7);

  /** Files of one release. */
  private static final int MOST_FILES = 5_000;

  /** Bytes of the disk that usually stay free: a release is worth more than a quick answer. */
  public static final long STAYS_FREE = 5_000_000_000L;

  private final Setup setup;
  private final Map<String, Long> done = new ConcurrentHashMap<>();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "daybook-getting-ready");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * What it works with.
   *
   * @param reports the same that reports are issued from
   * @param schedules that are in force
   * @param busy whether a night is at work
   * @param directory local folder that the files are made in
   * @param staysFree bytes of its disk that nothing is made of
   */
  public record Setup(
      ReleasedReports reports,
      Supplier<? extends Collection<String>> sources,
      Supplier<List<Schedule>> schedules,
      Supplier<Boolean> busy,
      Path directory,
      long staysFree,
      Clock clock) {
    public Setup {
      requireNonNull(reports, "reports is null");
      requireNonNull(sources, "sources is null");
      requireNonNull(schedules, "schedules is null");
      requireNonNull(busy, "busy is null");
      requireNonNull(directory, "directory is null");
      requireNonNull(clock, "clock is null");
    }
  }

  /** Begins nothing before {@link #start} or {@link #look}. */
  public GettingReady(Setup setup) {
    this.setup = requireNonNull(setup, "setup is null");
  }

  /** Looks for new releases at once, and then at this interval. */
  public GettingReady start(Duration every) {
    var unused =
        looking.scheduleWithFixedDelay(
            this::look, 0, Math.max(1, every.toMillis()), TimeUnit.MILLISECONDS);
    return this;
  }

  /** Looks at all sources once. */
  public void look() {
    try {
      for (String source : setup.sources().get()) {
        look(source);
      }
    } catch (RuntimeException e) {
      log.warn("Cannot get ready what tenants read: {}", e.getMessage(), e);
    }
  }

  private void look(String source) {
    if (setup.busy().get()) {
      return;
    }
    try {
      setup
          .reports()
          .newest(source)
          .filter(newest -> !Long.valueOf(newest.release().release()).equals(done.get(source)))
          .ifPresent(newest -> getReady(source, newest));
    } catch (DaybookException e) {
      // Whoever makes reports of it says so, too, and louder.
      log.debug("Cannot read the reports of {}", source, e);
    }
  }

  private void getReady(String source, ReleaseReports newest) {
    long release = newest.release().release();
    Instant start = setup.clock().instant();
    Set<String> tenants = new HashSet<>();
    int files = 0;
    long bytes = 0;
    String end = "";
    try {
      for (Need need : needs(source, newest, start)) {
        if (looking.isShutdown() || setup.busy().get()) {
          return;
        }
        if (files == MOST_FILES || !hasRoom()) {
          end = files == MOST_FILES ? "; no more than that" : "; the disk has no room for more";
          break;
        }
        long made = newest.getReady(need);
        if (made > 0) {
          files++;
          bytes += made;
          tenants.add(need.tenant());
        }
      }
    } catch (RuntimeException | IOException e) {
      log.warn("Cannot get ready all that tenants read of release {} of {}", release, source, e);
      end = "; one could not be made";
    }
    done.put(source, release);
    log.info(
        "Made ready for release {} of {}: {} files of {} tenants, {} bytes, in {} s{}",
        release,
        source,
        files,
        tenants.size(),
        bytes,
        Duration.between(start, setup.clock().instant()).toSeconds(),
        end);
  }

  /** What is due comes before what may be asked. */
  private Set<Need> needs(String source, ReleaseReports newest, Instant now) {
    Set<Need> needs = new LinkedHashSet<>();
    for (Schedule schedule : setup.schedules().get()) {
      Maker maker = Maker.KINDS.get(schedule.what());
      if (maker != null && schedule.source().equals(source) && isDue(schedule, now)) {
        maker
            .asked(newest, schedule.parameters())
            .ifPresent(
                asked ->
                    asked.datasets().forEach(each -> needs.add(new Need(asked.tenant(), each))));
      }
    }
    needs.addAll(newest.askedSince(now.minus(ASKED_WITHIN)));
    return needs;
  }

  private static boolean isDue(Schedule schedule, Instant now) {
    return schedule
        .zone()
        .flatMap(zone -> new Timetable(schedule.rule(), zone).next(now))
        .filter(due -> due.instant().isBefore(now.plus(DUE_WITHIN)))
        .isPresent();
  }

  private boolean hasRoom() throws IOException {
    Files.createDirectories(setup.directory());
    return Files.getFileStore(setup.directory()).getUsableSpace() >= setup.staysFree();
  }

  /** Ends after the file that is being made. */
  @Override
  public void close() {
    looking.shutdown();
  }
}
