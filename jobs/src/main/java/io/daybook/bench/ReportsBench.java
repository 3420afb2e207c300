package io.daybook.bench;

import io.daybook.definition.SourceDefinition;
import io.daybook.demo.DemoSize;
import io.daybook.report.ReleaseReports;
import io.daybook.report.book.Book;
import io.daybook.report.file.FileFormat;
import io.daybook.report.file.ReportFile;
import io.daybook.report.file.ReportFiles;
import io.daybook.report.issue.Made;
import io.daybook.report.scheduled.ReportRow;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * A morning: a thousand reports of two hundred organisations, each made from the release, written
 * as a file and a mail that were opened again, and kept in the book.
 */
final class ReportsBench implements Bench {
  /** Some are deleted, or have a zone that is none: of these there are no reports. */
  private static final int ORGANISATIONS = 204;

  private static final int EACH = 5;
  private static final int REPORTS = 1_000;
  private static final int THREADS = 2;
  private static final double BAR_SECONDS = 600;
  private static final long MOST_HEAP = 1L << 30;

  @Override
  public String name() {
    return "reports";
  }

  @Override
  public String compares() {
    return "1,000 scheduled reports of 200 organisations in mixed formats, in seconds";
  }

  @Override
  public BenchResult run(BenchSource source) throws Exception {
    DemoSize size = source.setup().size();
    // One order more, as a source of its own.
    DemoSize many = new DemoSize(size.name(), size.orders() + 1, size.days(), ORGANISATIONS);
    try (BenchSource organisations = BenchSource.open(source.setup().withSize(many))) {
      schedule(organisations);
      FileStore files = organisations.files();
      ReleaseReports reports = load(organisations, files, WholeNight.release(organisations, files));
      return measure(organisations, files, reports);
    }
  }

  /** Daily pages, weekly CSV, monthly PDF, quarterly workbooks, and a PDF every two weeks. */
  private static void schedule(BenchSource source) throws SQLException {
    try (Connection owner = source.connect();
        Statement statement = owner.createStatement()) {
      statement.execute("truncate scheduled_reports");
      statement.execute(
          """
          insert into scheduled_reports
              (organization_id, name, frequency, format, schedule_cron, timezone, metrics)
          select
              organizations.id,
              'Numbers ' || n,
              cast((array['daily', 'weekly', 'monthly', 'quarterly', 'biweekly'])[n %% 5 + 1]
                  as report_frequency),
              cast((array['html', 'csv', 'pdf', 'xlsx', 'pdf'])[n %% 5 + 1] as report_format),
              '0 8 * * *',
              organizations.timezone,
              '{"metrics": ["revenue", "orders_count", "pipeline_value", "win_rate"],
                  "includeCharts": true, "comparisonPeriod": "previous_period"}'
          from organizations
          cross join generate_series(1, %d) as n
          """
              .formatted(EACH));
    }
  }

  private static ReleaseReports load(BenchSource source, FileStore files, Manifest release) {
    SourceDefinition definition = source.definition();
    return ReleaseReports.load(
        files,
        release,
        definition.definedReports(),
        source.scratch(),
        source.model().tenants().column());
  }

  private BenchResult measure(BenchSource source, FileStore files, ReleaseReports reports)
      throws InterruptedException {
    List<ReportRow> rows = reports.scheduled().rows();
    Desk desk = new Desk(reports, new Book(files), source.scratch());
    ProcessMemory memory = new ProcessMemory();
    memory.begin();
    long start = System.nanoTime();
    inParallel(source, desk, rows);
    double took = (System.nanoTime() - start) / 1e9;
    memory.end();
    Measured side =
        new Measured(
            "daybook",
            List.of(took),
            desk.made.sum(),
            desk.bytes.sum(),
            memory.peak(),
            memory.liveHeap());
    Bar bar = Bar.atMost(BAR_SECONDS, "seconds for 1,000 reports");
    double thousand = took * REPORTS / desk.made.sum();
    return BenchResult.of(name(), source, bar, thousand, List.of(side), desk.notes())
        .with(
            Map.of("threads", THREADS, "most_heap", MOST_HEAP),
            bar.holds(thousand)
                && memory.liveHeap() <= MOST_HEAP
                && desk.made.sum() >= REPORTS * 9 / 10);
  }

  private static void inParallel(BenchSource source, Desk desk, List<ReportRow> rows)
      throws InterruptedException {
    AtomicLong next = new AtomicLong();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> working = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        working.add(
            threads.submit(
                () -> {
                  for (int i = (int) next.getAndIncrement();
                      i < rows.size();
                      i = (int) next.getAndIncrement()) {
                    desk.make(rows.get(i));
                    if (i % 200 == 199) {
                      source.setup().progress().accept((i + 1) + " reports");
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> each : working) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw BenchFailure.of("reports", e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Makes reports and counts where the time goes; for several threads. */
  private static final class Desk {
    private final ReleaseReports reports;
    private final Book book;
    private final Path folder;
    private final ReportFiles files = new ReportFiles();
    private final LongAdder made = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final Map<String, LongAdder> nanos = new ConcurrentHashMap<>();

    Desk(ReleaseReports reports, Book book, Path folder) {
      this.reports = reports;
      this.book = book;
      this.folder = folder;
    }

    void make(ReportRow row) throws IOException {
      long start = System.nanoTime();
      if (!(reports.scheduled().make(row) instanceof Made.Ready one)) {
        return;
      }
      long asked = took("seconds_of_questions", start);
      FileFormat format = reports.scheduled().asked(row.id()).orElseThrow().format();
      ReportFile file = files.make(one.content(), format, folder.resolve(row.id()));
      long written = took("seconds_of_" + format.extension(), asked);
      bytes.add(files.mail(one.content()).html().length() + file.bytes());
      long mailed = took("seconds_of_mails", written);
      book.keep(file, one.content());
      var unused = took("seconds_of_the_book", mailed);
      Files.delete(file.path());
      made.increment();
    }

    private long took(String what, long since) {
      long now = System.nanoTime();
      nanos.computeIfAbsent(what, name -> new LongAdder()).add(now - since);
      return now;
    }

    /** Of both threads together. */
    Map<String, Object> notes() {
      Map<String, Object> notes = new LinkedHashMap<>();
      nanos.keySet().stream()
          .sorted()
          .forEach(name -> notes.put(name, Measured.rounded(nanos.get(name).sum() / 1e9)));
      return notes;
    }
  }
}
