package io.daybook.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.daybook.config.Secret;
import io.daybook.schedule.Outcome;
import io.daybook.schedule.Work;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestPing {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Ping ping() {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/hunter2";
    return new Ping(Secret.of(url), Duration.ofMillis(1));
  }

  @Test
  void asksOnceWhenItIsHeard() {
    assertThat(ping().send()).isTrue();
    assertThat(asked).containsExactly("GET /hunter2");
  }

  @Test
  void triesThreeTimes() {
    status = 500;
    assertThat(ping().send()).isFalse();
    assertThat(asked).hasSize(3);
    server.stop(0);
    assertThat(ping().send()).isFalse();
  }

  @Test
  void isNoFailureWhateverTheUrlIs() {
    for (String url :
        List.of("no url at all", "ftp://127.0.0.1/hunter2", "http://", "mailto:a@b")) {
      assertThat(new Ping(Secret.of(url), Duration.ZERO).send()).as(url).isFalse();
    }
    Secret missing = Secret.environment("NONE", name -> null);
    assertThat(new Ping(missing, Duration.ZERO).send()).isFalse();
  }

  @Test
  void pingsAfterWorkThatIsDoneOnly() throws InterruptedException {
    Ping ping = ping();
    Outcome done = Outcome.done("release 1");
    Outcome held = Outcome.putOff(Duration.ofMinutes(1), "busy");
    Work two = ping.after(claim -> held);
    assertThat(two.run(null)).isSameAs(held);
    assertThat(ping.after(claim -> done).run(null)).isSameAs(done);
    for (int i = 0; i < 200 && asked.isEmpty(); i++) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(asked).hasSize(1);
  }
}
