package io.daybook.operate;

import io.daybook.config.HttpConfig;
import io.daybook.fault.DaybookException;
import io.daybook.warehouse.FileStore;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /health} and {@code /metrics} of a process that serves. Whatever is away or stands still,
 * they answer within seconds, and asking often costs the state little.
 */
public final class Monitoring implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Monitoring.class);

  private static final Duration HEALTH_PATIENCE = Duration.ofSeconds(2);
  private static final Duration METRICS_PATIENCE = Duration.ofSeconds(8);
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final MonitoringSetup setup;
  private final Probe<Boolean> state;
  private final Probe<Overview> overview;
  private final StatusServer server;

  private Monitoring(HttpConfig config, MonitoringSetup setup) {
    this.setup = setup;
    this.state = new Probe<>("daybook-health", this::askState, HEALTH_PATIENCE, FRESH);
    Function<String, FileStore> warehouses = setup.warehouses();
    OverviewReader reader =
        new OverviewReader(setup.state(), setup.sources(), warehouses, setup.clock());
    this.overview = new Probe<>("daybook-metrics", reader::read, METRICS_PATIENCE, FRESH);
    Map<String, Supplier<Optional<String>>> parts = new LinkedHashMap<>();
    parts.put("state", this::stateProblem);
    parts.put("scheduler", () -> silence(setup.watchedAt(), setup.watchPatience()));
    parts.put("deliveries", () -> silence(setup.deliveredAt(), setup.deliverPatience()));
    this.server =
        StatusServer.start(
            config, Map.of("/health", new Health(parts)::answer, "/metrics", this::metrics));
  }

  /**
   * Begins to answer.
   *
   * @throws DaybookException CFG_INVALID when the port cannot be had
   */
  public static Monitoring start(HttpConfig config, MonitoringSetup setup) {
    return new Monitoring(config, setup);
  }

  /** The port that it listens on. */
  public int port() {
    return server.port();
  }

  private Boolean askState() {
    return setup
        .state()
        .database()
        .row("ask whether the state server answers", "select true", row -> row.getBoolean(1))
        .orElse(false);
  }

  private Optional<String> stateProblem() {
    try {
      return state.answer().isPresent()
          ? Optional.empty()
          : Optional.of("no answer within " + HEALTH_PATIENCE.toSeconds() + " s");
    } catch (DaybookException e) {
      return Optional.of(e.code().text());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("is being stopped");
    }
  }

  private Optional<String> silence(Supplier<Instant> lastSign, Duration patience) {
    Instant last = lastSign.get();
    Duration silent = Duration.between(last, setup.clock().instant());
    return silent.compareTo(patience) <= 0
        ? Optional.empty()
        : Optional.of("no sign of life since " + last);
  }

  private Answer metrics() {
    Optional<Overview> read;
    try {
      read = overview.answer();
    } catch (DaybookException e) {
      log.debug("Without the state's figures", e);
      read = Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      read = Optional.empty();
    }
    return new Answer(200, Gauges.MEDIA_TYPE, Metrics.text(read));
  }

  @Override
  public void close() {
    server.close();
  }
}
