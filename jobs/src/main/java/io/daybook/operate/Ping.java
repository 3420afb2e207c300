package io.daybook.operate;

import static java.util.Objects.requireNonNull;

import io.daybook.config.Secret;
import io.daybook.fault.DaybookException;
import io.daybook.schedule.Outcome;
import io.daybook.schedule.Work;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for a URL after each night that published, so that a service elsewhere notices when no night
 * does. The URL is a secret and is neither logged nor told; that it could not be asked for is a
 * warning, the night stands.
 */
public final class Ping {
  private static final Logger log = LoggerFactory.getLogger(Ping.class);

  private static final int TRIES = 3;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Secret url;
  private final Duration pause;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** A ping of this URL. */
  public Ping(Secret url) {
    this(url, Duration.ofSeconds(10));
  }

  /**
   * A ping.
   *
   * @param pause between two tries
   */
  Ping(Secret url, Duration pause) {
    this.url = requireNonNull(url, "url is null");
    this.pause = requireNonNull(pause, "pause is null");
  }

  /** The work, which pings when it is done; nobody waits for that. */
  public Work after(Work work) {
    return claim -> {
      Outcome outcome = work.run(claim);
      if (outcome instanceof Outcome.Done) {
        Thread thread = new Thread(this::send, "daybook-ping");
        thread.setDaemon(true);
        thread.start();
      }
      return outcome;
    };
  }

  /** Whether it was heard, after three tries at most. */
  boolean send() {
    String problem = "";
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url.reveal())).timeout(TIMEOUT).GET().build();
      for (int attempt = 1; attempt <= TRIES; attempt++) {
        problem = attempt(request);
        if (problem.isEmpty()) {
          return true;
        }
        if (attempt < TRIES) {
          TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        }
      }
    } catch (DaybookException e) {
      problem = e.code().text() + ", the secret of alerts.ping cannot be read";
    } catch (IllegalArgumentException e) {
      // Its message repeats the URL.
      problem = "alerts.ping is not a URL";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      problem = "this process ends";
    }
    log.warn("Cannot ping after a night: {}", problem);
    return false;
  }

  private String attempt(HttpRequest request) throws InterruptedException {
    try {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status >= 200 && status < 300 ? "" : "HTTP status " + status;
    } catch (IOException e) {
      return e.getClass().getSimpleName();
    }
  }
}
