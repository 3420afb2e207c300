package io.daybook.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.clock.HandClock;
import io.daybook.config.AlertsConfig;
import io.daybook.config.DeliveryConfig;
import io.daybook.config.DeliveryMode;
import io.daybook.config.SmtpConfig;
import io.daybook.delivery.Channel;
import io.daybook.delivery.Deliveries;
import io.daybook.delivery.Delivery;
import io.daybook.delivery.DeliveryKey;
import io.daybook.delivery.DeliveryOverview;
import io.daybook.delivery.DeliveryStatus;
import io.daybook.delivery.Dispatcher;
import io.daybook.delivery.DispatcherSetup;
import io.daybook.delivery.Message;
import io.daybook.delivery.smtp.ScriptedSmtpServer;
import io.daybook.delivery.smtp.ScriptedSmtpServer.Accepted;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.postgres.TestPostgres;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.Releases;
import io.daybook.warehouse.SourceSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestOperatorAlerts {
  private static final String OPERATOR = "night.watch@ops.example";
  private static final SSLSocketFactory TLS = (SSLSocketFactory) SSLSocketFactory.getDefault();

  @TempDir Path directory;

  private final TestPostgres database = TestPostgres.database();
  private final HandClock clock = HandClock.at("2026-11-21T02:10:00Z");
  private final List<String> screen = new CopyOnWriteArrayList<>();
  private final List<DaybookException> raised = new CopyOnWriteArrayList<>();
  private State state;
  private ScriptedSmtpServer server;

  @BeforeEach
  void open() throws IOException {
    server = ScriptedSmtpServer.start();
    state =
        State.open(
            StateSettings.server(database.url(), database.user(), database.password()), clock, 10);
  }

  @AfterEach
  void close() throws IOException {
    state.close();
    server.close();
  }

  private DeliveryConfig delivery(DeliveryMode mode) {
    SmtpConfig smtp =
        new SmtpConfig(
            "localhost",
            server.port(),
            Optional.empty(),
            Optional.empty(),
            SmtpConfig.Tls.NONE,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));
    return new DeliveryConfig(
        Optional.of("Daybook <reports@daybook.example>"),
        Optional.of(smtp),
        directory.resolve("delivered"),
        Optional.empty(),
        Set.of("audience.example"),
        DeliveryConfig.DEFAULT_LARGEST,
        DeliveryConfig.DEFAULT_GIVE_UP_AFTER,
        Map.of("renoz", new DeliveryConfig.Modes(mode, Map.of())));
  }

  private OperatorAlerts alerts(String... to) {
    return new OperatorAlerts(
        new AlertsSetup(
            state,
            new AlertsConfig(List.of(to), Optional.empty(), Duration.ofHours(26)),
            delivery(DeliveryMode.SHADOW),
            TLS,
            "test installation",
            screen::add,
            clock));
  }

  private void raise(DaybookException... problems) {
    try (OperatorAlerts alerts = alerts(OPERATOR)) {
      for (DaybookException problem : problems) {
        alerts.raise(problem);
      }
    }
  }

  /** Delivers as a process that serves would. */
  private void dispatch(DeliveryMode mode, Set<String> operators) throws InterruptedException {
    DispatcherSetup setup =
        DispatcherSetup.of(
                state.database(),
                source -> new AlertContents(state.database(), clock),
                delivery(mode),
                raised::add,
                clock)
            .withOperators(operators);
    try (Dispatcher dispatcher = new Dispatcher(setup)) {
      dispatcher.drain();
    } catch (DaybookException e) {
      raised.add(e);
    }
  }

  private static DaybookException failed(int day) {
    return DaybookException.of(
            Code.SCHED_FAILED,
            "Cannot finish renoz-nightly of 2026-11-%d: <disk> full".formatted(day))
        .state("readers keep the release they have")
        .next("mend the cause")
        .build();
  }

  private Delivery onlyDelivery() {
    List<Delivery> all =
        new Deliveries(state.database(), clock).list(Optional.empty(), Optional.empty(), 10);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  @Test
  void mailsOperatorsWhileTheAudienceIsInShadow() throws InterruptedException {
    raise(failed(21));
    dispatch(DeliveryMode.SHADOW, Set.of("Night.Watch@ops.example"));
    assertThat(server.accepted()).hasSize(1);
    Accepted mail = server.accepted().get(0);
    assertThat(mail.to()).contains(OPERATOR);
    assertThat(mail.header("Subject:"))
        .startsWith("Daybook: SCHED-FAILED Cannot finish renoz-nightly");
    assertThat(mail.message())
        .contains("  state  readers keep the release they have", "  next   mend the cause")
        .contains("It came at 2026-11-21T02:10:00Z", "Installation: test installation")
        .contains("&lt;disk&gt;");
    assertThat(screen).hasSize(1);
    assertThat(onlyDelivery().status()).isEqualTo(DeliveryStatus.SENT);
    assertThat(directory.resolve("delivered")).doesNotExist();
  }

  @Test
  void tellsTheSameOnceAnHourWithHowOftenItCame() throws InterruptedException {
    raise(failed(19), failed(20), failed(21));
    raise(failed(21));
    dispatch(DeliveryMode.SHADOW, Set.of(OPERATOR));
    assertThat(server.accepted()).as("the first at once").hasSize(1);
    clock.move(Duration.ofMinutes(59));
    raise(failed(22));
    dispatch(DeliveryMode.SHADOW, Set.of(OPERATOR));
    assertThat(server.accepted()).hasSize(1);
    clock.move(Duration.ofMinutes(1));
    try (OperatorAlerts other = alerts(OPERATOR);
        OperatorAlerts process = alerts(OPERATOR)) {
      other.mailDue();
      process.mailDue();
    }
    dispatch(DeliveryMode.SHADOW, Set.of(OPERATOR));
    assertThat(server.accepted()).as("what came since, once for all processes").hasSize(2);
    assertThat(server.accepted().get(1).message())
        .contains("It came 4 times from 2026-11-21T02:10:00Z to 2026-11-21T03:09:00Z");
    clock.move(Duration.ofHours(5));
    try (OperatorAlerts quiet = alerts(OPERATOR)) {
      quiet.mailDue();
    }
    dispatch(DeliveryMode.SHADOW, Set.of(OPERATOR));
    assertThat(server.accepted()).as("nothing came since").hasSize(2);
  }

  @Test
  void tellsOfDifferentThingsSeparately() throws InterruptedException {
    raise(
        failed(21),
        DaybookException.of(Code.SCHED_FAILED, "Cannot finish other-nightly of 2026-11-21").build(),
        DaybookException.of(Code.SCHED_LATE, "Cannot meet the deadline of renoz-nightly").build());
    dispatch(DeliveryMode.SHADOW, Set.of(OPERATOR));
    assertThat(server.accepted()).hasSize(3);
  }

  @Test
  void goesWithoutTheLedgerWhereTheStateIsAway() {
    OperatorAlerts alerts = alerts(OPERATOR);
    state.close();
    alerts.raise(failed(21));
    alerts.raise(failed(22));
    alerts.close();
    assertThat(server.accepted()).as("the same once an hour").hasSize(1);
    assertThat(server.accepted().get(0).message())
        .contains("Cannot finish renoz-nightly", "how often it came is not known");
  }

  @Test
  void goesOutWhileNobodyHasConfirmedThatTheAudienceIsLive() throws InterruptedException {
    Deliveries ledger = new Deliveries(state.database(), clock);
    Message report =
        new Message(
            new DeliveryKey(
                "renoz", "t1", "weekly", "2026-11-20", Channel.EMAIL, "cfo@audience.example", 0),
            OptionalLong.of(3),
            "Revenue",
            "<p>12</p>",
            "12",
            List.of(),
            List.of());
    assertThat(ledger.record(report, new AlertContents(state.database(), clock))).isTrue();
    raise(failed(21));
    dispatch(DeliveryMode.LIVE, Set.of(OPERATOR));
    assertThat(server.accepted())
        .extracting(Accepted::to)
        .isNotEmpty()
        .allMatch(to -> to.contains(OPERATOR));
    assertThat(server.accepted()).hasSize(1);
    assertThat(raised).extracting(DaybookException::code).contains(Code.DELIVERY_UNCONFIRMED);
    assertThat(new DeliveryOverview(state.database()).count().get("renoz"))
        .containsEntry(DeliveryStatus.PENDING, 1L);
  }

  @Test
  void reachesNobodyWhomTheConfigurationDoesNotName() throws InterruptedException {
    raise(failed(21));
    dispatch(DeliveryMode.SHADOW, Set.of("someone.else@ops.example"));
    assertThat(server.accepted()).isEmpty();
    assertThat(onlyDelivery().status()).isEqualTo(DeliveryStatus.FAILED);
    assertThat(onlyDelivery().note().orElseThrow())
        .contains("not among those whom alerts.to names");
    assertThat(raised).as("a mail about a mail would never end").isEmpty();
  }

  @Test
  void isRetriedWhileTheMailServerIsAway() throws InterruptedException {
    raise(failed(21));
    server.at(
        ScriptedSmtpServer.Step.RCPT, ScriptedSmtpServer.Reaction.reply("451 try again later"));
    dispatch(DeliveryMode.SHADOW, Set.of(OPERATOR));
    assertThat(onlyDelivery().status()).isEqualTo(DeliveryStatus.RETRY);
    server.script((step, text) -> ScriptedSmtpServer.Reaction.usual());
    clock.move(Duration.ofMinutes(30));
    dispatch(DeliveryMode.SHADOW, Set.of(OPERATOR));
    assertThat(server.accepted()).hasSize(1);
  }

  @Test
  void tellsOnceOfAReleaseThatCountsMoreReferencesIntoOtherTenants() throws Exception {
    FileStore files = FileStore.open(directory.resolve("warehouse").toString());
    publish(files, 1, 3);
    look(files);
    look(files);
    dispatch(DeliveryMode.SHADOW, Set.of(OPERATOR));
    assertThat(server.accepted()).hasSize(1);
    assertThat(server.accepted().get(0).message())
        .contains("SEC-TENANT Cannot trust what wrote shop: release 1 counts 3 references")
        .contains("orders.customer_id.cross_tenant 3")
        .doesNotContain("before)");
    clock.move(Duration.ofDays(1));
    publish(files, 2, 3);
    look(files);
    dispatch(DeliveryMode.SHADOW, Set.of(OPERATOR));
    assertThat(server.accepted()).as("as many as the day before").hasSize(1);
    clock.move(Duration.ofDays(1));
    publish(files, 3, 4);
    look(files);
    clock.move(Duration.ofHours(2));
    look(files);
    dispatch(DeliveryMode.SHADOW, Set.of(OPERATOR));
    assertThat(server.accepted()).as("one more, told once").hasSize(2);
    assertThat(server.accepted().get(1).message())
        .contains("orders.customer_id.cross_tenant 4 (3 before)");
  }

  private void publish(FileStore files, long release, long strangers) throws IOException {
    String database = "data/run-" + release + "/marts.duckdb";
    Path file = files.local(database);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[] {1});
    new Releases(files)
        .publish(
            new Manifest(
                release,
                release == 1 ? OptionalLong.empty() : OptionalLong.of(release - 1),
                "shop",
                "run-" + release,
                "test",
                "duckdb",
                clock.instant(),
                clock.instant(),
                OptionalLong.empty(),
                new SourceSnapshot(
                    "s", clock.instant(), 7, "0/1", "system", 1, 5, 180000, List.of()),
                List.of(),
                List.of(
                    new CheckOutcome(
                        "relations.orders.customer_id.cross_tenant", false, strangers)),
                files.seal(database, 0)));
  }

  /** As a process that serves looks every minute, each time a new process. */
  private void look(FileStore warehouse) {
    try (OperatorAlerts alerts = alerts(OPERATOR);
        AlertWatch watch =
            new AlertWatch(alerts, monitored(Set.of("shop"), warehouse), Duration.ofHours(26))) {
      watch.look();
    }
  }

  private MonitoringSetup monitored(Set<String> sources, FileStore warehouse) {
    return new MonitoringSetup(
        state,
        () -> sources,
        source -> warehouse,
        clock::instant,
        Duration.ofMinutes(2),
        clock::instant,
        Duration.ofMinutes(2),
        clock);
  }

  @Test
  void remindsOfWhatIsOldOnceAnHour() throws Exception {
    FileStore warehouse = FileStore.open(directory.resolve("warehouse").toString());
    state
        .database()
        .update(
            "declare a night",
            """
            insert into daybook.schedule
                (name, origin, source, what, rule, zone, catch_up, deadline_seconds, parameters, since)
            values ('nightly', 'files', 'shop', 'night', 'daily at 02:00', 'UTC', 'LATEST', 60, '{}', ?)
            """,
            clock.instant().minus(Duration.ofHours(27)));
    MonitoringSetup seen = monitored(Set.of("shop", "without_a_night"), warehouse);
    for (int minute = 0; minute < 3; minute++) {
      try (OperatorAlerts alerts = alerts(OPERATOR);
          AlertWatch watch = new AlertWatch(alerts, seen, Duration.ofHours(26))) {
        watch.look();
      }
      clock.move(Duration.ofMinutes(1));
    }
    dispatch(DeliveryMode.SHADOW, Set.of(OPERATOR));
    assertThat(server.accepted()).hasSize(1);
    assertThat(server.accepted().get(0).message())
        .contains("RELEASE-STALE Cannot show what is current of shop", "no release, 26 h is most");
  }
}
