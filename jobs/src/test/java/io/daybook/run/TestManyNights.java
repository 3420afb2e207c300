package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.daybook.demo.DemoSize;
import io.daybook.warehouse.Collector;
import io.daybook.warehouse.Collector.Needs;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights in one process, as many as a service makes in half a year. */
class TestManyNights {
  private static final Logger LOG = Logger.getLogger(TestManyNights.class.getName());
  private static final int NIGHTS = 200;

  /** By then all classes are loaded. */
  private static final int SETTLED = 40;

  /** When a reader holds nothing any more of what a night has replaced. */
  private static final Clock LATER =
      Clock.offset(Clock.systemUTC(), Collector.GRACE.multipliedBy(2));

  @TempDir Path directory;

  /** What a process holds: live objects, its memory in all, threads, open files. */
  private record Held(long heap, long resident, int threads, long files) {
    static Held now() throws IOException {
      System.gc();
      return new Held(
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
          residentNow(),
          ManagementFactory.getThreadMXBean().getThreadCount(),
          ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
              .getOpenFileDescriptorCount());
    }

    private static long residentNow() throws IOException {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElseThrow();
    }
  }

  /** Of each night a hundredth of the orders is changed, so that each has something to do. */
  @Tag("soak")
  @Test
  void leaveTheirProcessAsLargeAsItWas() throws SQLException, IOException {
    List<Held> held = new ArrayList<>();
    try (NightFixture fixture = NightFixture.open(directory, DemoSize.S, 1)) {
      for (int night = 0; night < NIGHTS; night++) {
        change(fixture, night);
        long release = fixture.run("duckdb").release();
        assertThat(release).isEqualTo(night + 1L);
        new Collector(fixture.files(), LATER).collect(Needs.newest(2), false);
        held.add(Held.now());
        LOG.info("night " + release + " left " + held.get(night));
      }
    }
    Held settled = most(held.subList(SETTLED - 10, SETTLED));
    List<Held> end = held.subList(NIGHTS - 10, NIGHTS);
    Held last = most(end);
    assertThat(last.heap()).as("live heap").isLessThan(settled.heap() * 11 / 10);
    assertThat(last.resident())
        .as("memory of the process")
        .isLessThan(settled.resident() * 12 / 10);
    // A thread that is about to end is counted in one night and gone in the next; what leaks stays.
    assertThat(end.stream().mapToInt(Held::threads).min().orElseThrow())
        .as("threads")
        .isLessThanOrEqualTo(settled.threads());
    assertThat(end.stream().mapToLong(Held::files).min().orElseThrow())
        .as("open files")
        .isLessThanOrEqualTo(settled.files());
  }

  private static void change(NightFixture fixture, int night) throws SQLException {
    try (Connection owner = fixture.database.connect();
        Statement statement = owner.createStatement()) {
      int changed =
          statement.executeUpdate(
              "update orders set internal_notes = 'night %d' where abs(hashtext(id::text)) %% 100 = %d"
                  .formatted(night, night % 100));
      assertThat(changed).isPositive();
    }
  }

  private static Held most(List<Held> held) {
    return held.stream()
        .reduce(
            (one, other) ->
                new Held(
                    Math.max(one.heap(), other.heap()),
                    Math.max(one.resident(), other.resident()),
                    Math.max(one.threads(), other.threads()),
                    Math.max(one.files(), other.files())))
        .orElseThrow();
  }
}
