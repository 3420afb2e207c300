package io.daybook.cli;

import io.daybook.assembly.Installation;
import io.daybook.assembly.Service;
import io.daybook.assembly.ServiceOptions;
import io.daybook.config.HttpConfig;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "serve",
    description = {
      "Work off the schedules and deliver what is due, until it is told to stop.",
      "",
      "Any number of these may share one state, on one machine or several: each occurrence runs once.",
      "A night is a process of its own, with its log below the state directory. Told to stop by",
      "SIGTERM, it begins nothing more and waits for what works; what is cut off then, others or the",
      "next start go on with.",
      "",
      "It says how it is at http://127.0.0.1:8350/health, and in figures for Prometheus at /metrics;",
      "serve.http in daybook.yml decides where."
    })
final class ServeCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);

  private final Session session;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "2",
      description = "occurrences at once, ${DEFAULT-VALUE} by default")
  int workers;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      description = "largest heap of a night's process, such as 4g; otherwise as this process")
  Optional<String> heap;

  @Option(
      names = "--drain",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "when told to stop, wait so long for what works, ${DEFAULT-VALUE} by default")
  int drain;

  @Option(
      names = "--http",
      paramLabel = "PORT",
      description =
          "port of /health and /metrics, 0 for any, or off; otherwise the configuration's")
  Optional<String> http;

  ServeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    requireSense();
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = new Thread(() -> end(told, ended), "daybook-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      serve(told);
      return 0;
    } finally {
      ended.countDown();
    }
  }

  private void serve(CountDownLatch told) throws InterruptedException {
    Installation installation = session.installation();
    new Service(
            installation,
            new ServiceOptions(
                workers,
                Main.class.getName(),
                installation
                    .config()
                    .file()
                    .map(file -> List.of("--config", file.toString()))
                    .orElse(List.of()),
                heap,
                Duration.ofSeconds(drain),
                page(),
                this::say))
        .serve(told);
  }

  /** Where it says how it is. */
  private Optional<HttpConfig> page() {
    Optional<HttpConfig> configured = session.config().http();
    if (http.isEmpty()) {
      return configured;
    }
    String word = http.orElseThrow();
    if (word.equals("off")) {
      return Optional.empty();
    }
    if (!word.matches("[0-9]{1,5}") || Integer.parseInt(word) > 65_535) {
      throw DaybookException.of(Code.USAGE, "Cannot listen on the port " + word)
          .state("nothing was started or changed")
          .next("daybook serve --http 8350, or --http off")
          .build();
    }
    return Optional.of(configured.orElse(HttpConfig.DEFAULT).on(Integer.parseInt(word)));
  }

  /** Runs when the JVM is told to end: lets the command end first, in order and with success. */
  private void end(CountDownLatch told, CountDownLatch ended) {
    if (ended.getCount() == 0) {
      return;
    }
    told.countDown();
    try {
      if (ended.await(drain + Service.CLOSING.toSeconds(), TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(0);
      }
    } catch (InterruptedException e) {
      log.warn("Cut off while it stopped");
    }
  }

  private synchronized void say(String text) {
    PrintWriter err = session.terminal().err();
    err.println(session.clock().instant().truncatedTo(ChronoUnit.SECONDS) + " " + text);
    err.flush();
  }

  private void requireSense() {
    if (workers < 1 || drain < 0) {
      throw DaybookException.of(
              Code.USAGE,
              "Cannot serve with %d workers and %d seconds to drain".formatted(workers, drain))
          .state("nothing was started or changed")
          .next("daybook serve --help")
          .build();
    }
    if (heap.isPresent() && !heap.orElseThrow().matches("[1-9][0-9]*[kKmMgGtT]")) {
      throw DaybookException.of(Code.USAGE, "Cannot use the heap " + heap.orElseThrow())
          .state("nothing was started or changed")
          .next("daybook serve --heap 4g")
          .build();
    }
  }
}
