package io.daybook.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * The most memory that this process held while one side ran: all of it as Linux counts it, and the
 * heap that was left after each collection.
 */
final class ProcessMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path RESET = Path.of("/proc/self/clear_refs");
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

  /** Tells Linux to count the peak anew. */
  private static final String RESET_PEAK = "5";

  private static final long MILLIS_BETWEEN_LOOKS = 500;

  private static final AtomicLong LEFT = new AtomicLong();
  private static final Map<String, MemoryPoolMXBean> HEAP =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .collect(Collectors.toMap(MemoryPoolMXBean::getName, Function.identity()));

  static {
    // Memory that a collection gave back would have to be asked for again while the time runs.
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .setVMOption("MaxHeapFreeRatio", "100");
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener(
              (notification, handback) -> {
                if (notification.getUserData() instanceof CompositeData data) {
                  LEFT.accumulateAndGet(left(data), Math::max);
                }
              },
              null,
              null);
    }
  }

  private long peak;
  private long liveHeap;

  private static long left(CompositeData data) {
    Map<String, MemoryUsage> after =
        GarbageCollectionNotificationInfo.from(data).getGcInfo().getMemoryUsageAfterGc();
    return after.entrySet().stream()
        .filter(pool -> HEAP.containsKey(pool.getKey()))
        .mapToLong(pool -> pool.getValue().getUsed())
        .sum();
  }

  /**
   * Does the work once, and tells the most heap that it needed, garbage not counted; bytes. Looked
   * up by collecting everything again and again: ordinary collections let garbage lie until there
   * is enough of it. That costs time, so nothing is timed meanwhile.
   */
  static long liveHeapOf(Contender.Work work) throws Exception {
    AtomicLong most = new AtomicLong();
    ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    try {
      ScheduledFuture<?> looking =
          watch.scheduleWithFixedDelay(
              () -> most.accumulateAndGet(live(), Math::max),
              0,
              MILLIS_BETWEEN_LOOKS,
              TimeUnit.MILLISECONDS);
      work.run().call();
      if (looking.isDone()) {
        looking.get();
      }
    } finally {
      watch.shutdown();
      watch.awaitTermination(1, TimeUnit.MINUTES);
    }
    return most.get();
  }

  private static long live() {
    System.gc();
    return HEAP.values().stream()
        .filter(pool -> pool.getCollectionUsage() != null)
        .mapToLong(pool -> pool.getCollectionUsage().getUsed())
        .sum();
  }

  /** Begins to look; what others left behind is collected first. */
  void begin() {
    System.gc();
    LEFT.set(0);
    try {
      if (Files.exists(RESET)) {
        Files.writeString(RESET, RESET_PEAK);
      }
    } catch (IOException e) {
      // A container may forbid it: the peak is then that of the process so far.
      return;
    }
  }

  /** Ends to look. */
  void end() {
    liveHeap = Math.max(liveHeap, LEFT.get());
    peak = Math.max(peak, resident());
  }

  OptionalLong peak() {
    return peak == 0 ? OptionalLong.empty() : OptionalLong.of(peak);
  }

  long liveHeap() {
    return liveHeap;
  }

  private static long resident() {
    try {
      Matcher line = PEAK.matcher(Files.exists(STATUS) ? Files.readString(STATUS) : "");
      return line.find() ? Long.parseLong(line.group(1)) * 1_024 : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
