package io.daybook.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.Eventually;
import io.daybook.config.HttpConfig;
import io.daybook.config.Secret;
import io.daybook.schedule.Outcome;
import io.daybook.schedule.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestPing {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private StatusServer server;

  @BeforeEach
  void listen() {
    server =
        StatusServer.start(
            HttpConfig.DEFAULT.on(0),
            Map.of(
                "/hunter2",
                () -> {
                  asked.add("/hunter2");
                  return Answer.text(status, "heard");
                }));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Ping ping() {
    String url = "http://127.0.0.1:" + server.port() + "/hunter2";
    return new Ping(Secret.of(url), Duration.ofMillis(1));
  }

  @Test
  void asksOnceWhenItIsHeard() {
    assertThat(ping().send()).isTrue();
    assertThat(asked).containsExactly("/hunter2");
  }

  @Test
  void triesThreeTimes() {
    status = 500;
    assertThat(ping().send()).isFalse();
    assertThat(asked).hasSize(3);
    server.close();
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
    Eventually.until("it was asked", () -> !asked.isEmpty());
    assertThat(asked).hasSize(1);
  }
}
