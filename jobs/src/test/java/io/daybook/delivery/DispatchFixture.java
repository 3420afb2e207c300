package io.daybook.delivery;

import io.daybook.config.DeliveryConfig;
import io.daybook.config.DeliveryMode;
import io.daybook.config.SmtpConfig;
import io.daybook.delivery.folder.OwnedFolder;
import io.daybook.fault.DaybookException;
import io.daybook.postgres.TestPostgres;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;

/** A ledger, contents and a configuration to dispatch by, in one JVM. */
final class DispatchFixture implements AutoCloseable {
  static final Duration TIMEOUT = Duration.ofSeconds(5);

  final TestPostgres database = TestPostgres.database();
  final Clock clock;
  final State state;
  final Deliveries deliveries;
  final LiveConfirmations confirmations;
  final Contents contents;
  final Path folder;
  final List<DaybookException> alerts = new CopyOnWriteArrayList<>();

  DispatchFixture(Path directory, Clock clock) {
    this.clock = clock;
    this.state =
        State.open(
            StateSettings.server(database.url(), database.user(), database.password()), clock, 10);
    this.deliveries = new Deliveries(state.database(), clock);
    this.confirmations = new LiveConfirmations(state.database(), clock);
    this.contents = new FolderContents(directory.resolve("book"));
    this.folder = directory.resolve("delivered");
  }

  static SmtpConfig smtp(int port) {
    return new SmtpConfig(
        "localhost",
        port,
        Optional.empty(),
        Optional.empty(),
        SmtpConfig.Tls.NONE,
        TIMEOUT,
        TIMEOUT);
  }

  static DeliveryConfig config(Path folder, int port, DeliveryMode mode) {
    return new DeliveryConfig(
        Optional.of("Daybook \u2013 B\u00fccher <reports@daybook.example>"),
        Optional.of(smtp(port)),
        folder,
        Optional.empty(),
        Set.of(),
        DeliveryConfig.DEFAULT_LARGEST,
        DeliveryConfig.DEFAULT_GIVE_UP_AFTER,
        Map.of(Messages.SOURCE, new DeliveryConfig.Modes(mode, Map.of())));
  }

  DeliveryConfig live(int port) {
    return config(folder, port, DeliveryMode.LIVE);
  }

  static DeliveryConfig redirected(DeliveryConfig config, String to) {
    return new DeliveryConfig(
        config.from(),
        config.smtp(),
        config.folder(),
        Optional.of(to),
        config.allowedDomains(),
        config.largest(),
        config.giveUpAfter(),
        config.sources());
  }

  static DeliveryConfig limited(DeliveryConfig config, Set<String> domains, long largest) {
    return new DeliveryConfig(
        config.from(),
        config.smtp(),
        config.folder(),
        config.redirectTo(),
        domains,
        largest,
        config.giveUpAfter(),
        config.sources());
  }

  /** Says what a person must say before anything leaves. */
  void confirm() {
    confirmations.confirm(
        Messages.SOURCE,
        Optional.empty(),
        LiveConfirmations.phrase(Messages.SOURCE, Optional.empty()),
        "ada");
  }

  Dispatcher dispatcher(DeliveryConfig config) {
    return new Dispatcher(setup(state, contents, config, alerts, clock, Duration.ofMinutes(1)));
  }

  static DispatcherSetup setup(
      State state,
      Contents contents,
      DeliveryConfig config,
      List<DaybookException> alerts,
      Clock clock,
      Duration lease) {
    return new DispatcherSetup(
        state.database(),
        source -> contents,
        config,
        (SSLSocketFactory) SSLSocketFactory.getDefault(),
        alerts::add,
        2,
        lease,
        clock);
  }

  Tally drain(DeliveryConfig config) throws InterruptedException {
    try (Dispatcher dispatcher = dispatcher(config)) {
      return dispatcher.drain();
    }
  }

  /** Records a message and returns its id. */
  long record(Message message) {
    deliveries.record(message, contents);
    return deliveries.list(Optional.empty(), Optional.empty(), 1).get(0).id();
  }

  /** Files of deliveries, without the marks of whose they are. */
  List<Path> written() throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith(OwnedFolder.MARK))
          .map(folder::relativize)
          .sorted()
          .toList();
    }
  }

  Delivery read(long id) {
    return deliveries.require(id);
  }

  DeliveryStatus status(long id) {
    return read(id).status();
  }

  @Override
  public void close() {
    state.close();
  }
}
