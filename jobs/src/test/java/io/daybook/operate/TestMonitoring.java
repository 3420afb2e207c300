package io.daybook.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.Eventually;
import io.daybook.config.HttpConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestMonitoring {
  @TempDir Path warehouse;

  private MonitoringFixture fixture;

  @BeforeEach
  void open() {
    fixture = new MonitoringFixture(warehouse);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void isHealthyWhileAllPartsAre() throws Exception {
    HttpResponse<String> answer = fixture.get("/health");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body())
        .isEqualTo(
            "{\"status\":\"ok\",\"parts\":{\"state\":\"ok\",\"scheduler\":\"ok\",\"deliveries\":\"ok\"}}\n");
  }

  @Test
  void namesThePartThatFails() throws Exception {
    fixture.watchedAt.set(MonitoringFixture.CLOCK.instant().minus(Duration.ofMinutes(3)));
    HttpResponse<String> silent = fixture.get("/health");
    assertThat(silent.statusCode()).isEqualTo(503);
    assertThat(silent.body())
        .contains("\"status\":\"failing\"", "\"scheduler\":\"no sign of life since ")
        .contains("\"deliveries\":\"ok\"");
    fixture.watchedAt.set(MonitoringFixture.CLOCK.instant());
    fixture.deliveredAt.set(MonitoringFixture.CLOCK.instant().minus(Duration.ofHours(1)));
    assertThat(fixture.get("/health").body()).contains("\"deliveries\":\"no sign of life");
  }

  @Test
  void answersWithoutTheStateServer() throws Exception {
    fixture.state.close();
    HttpResponse<String> health = fixture.get("/health");
    assertThat(health.statusCode()).isEqualTo(503);
    assertThat(health.body()).contains("\"state\":\"STATE-UNAVAILABLE\"");
    HttpResponse<String> metrics = fixture.get("/metrics");
    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(metrics.body())
        .contains("\ndaybook_state_up 0.0\n", "\njvm_memory_used_bytes{area=\"heap\"} ")
        .doesNotContain("daybook_late_occurrences");
  }

  @Test
  void answersWhileTheStateServerStandsStillAndSaysWhenItGoesOn() throws Exception {
    assertThat(fixture.get("/health").statusCode()).isEqualTo(200);
    List<Long> server = fixture.serverProcesses();
    signal("STOP", server);
    try {
      HttpResponse<String> health = untilHealth(503);
      assertThat(health.body())
          .contains("\"status\":\"failing\"", "\"state\":\"no answer within 2 s\"")
          .contains("\"scheduler\":\"ok\"");
      assertThat(fixture.get("/metrics").body())
          .contains("\ndaybook_state_up 0.0\n", "\njvm_memory_used_bytes{area=\"heap\"} ");
      assertThat(httpThreads()).isLessThanOrEqualTo(4);
    } finally {
      signal("CONT", server);
    }
    assertThat(untilHealth(200).body()).contains("\"state\":\"ok\"");
    assertThat(fixture.get("/metrics").body()).contains("\ndaybook_state_up 1.0\n");
  }

  private static void signal(String name, List<Long> processes) throws Exception {
    for (long each : processes) {
      assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(each)).start().waitFor())
          .isZero();
    }
  }

  /** What it said a second ago may still hold. */
  private HttpResponse<String> untilHealth(int status) throws Exception {
    Eventually.until(
        "/health answers " + status, () -> fixture.get("/health").statusCode() == status);
    return fixture.get("/health");
  }

  @Test
  void waitsForNobody() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Probe<String> probe =
        new Probe<>(
            "test-probe",
            () -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return "late";
            },
            Duration.ofMillis(100),
            Duration.ofMinutes(1));
    assertThat(probe.answer()).isEmpty();
    assertThat(probe.answer()).isEmpty();
    long asking =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("test-probe"))
            .count();
    assertThat(asking).as("it is under way once").isEqualTo(1);
    never.countDown();
    assertThat(probe.answer()).contains("late");
  }

  @Test
  void knowsTwoPagesAndOnlyReads() throws Exception {
    assertThat(fixture.get("/").statusCode()).isEqualTo(404);
    assertThat(fixture.get("/health/").statusCode()).isEqualTo(404);
    assertThat(fixture.get("/metrics/../health").statusCode()).isEqualTo(404);
    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE")) {
      HttpResponse<String> answer = fixture.send(method, "/health");
      assertThat(answer.statusCode()).as(method).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }
    HttpResponse<String> head = fixture.send("HEAD", "/metrics");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void answersOnlyToItsOwnNames() throws Exception {
    int port = fixture.monitoring.port();
    for (String host :
        List.of("localhost", "127.0.0.1:" + port, "[::1]:" + port, "daybook.internal:" + port)) {
      assertThat(raw("GET /health HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
          .as(host)
          .startsWith("HTTP/1.1 200 ");
    }
    for (String host :
        List.of("evil.example", "localhost.evil.example:" + port, "127.0.0.1.nip.io")) {
      assertThat(raw("GET /metrics HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
          .as(host)
          .startsWith("HTTP/1.1 421 ")
          .doesNotContain("daybook_");
    }
    assertThat(raw("GET /metrics HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 421 ");
  }

  /** What comes back until the server ends the line or is silent for a moment. */
  private String raw(String request) throws IOException {
    try (Socket socket = connect()) {
      socket.setSoTimeout(500);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      StringBuilder text = new StringBuilder();
      InputStream in = socket.getInputStream();
      try {
        for (int each = in.read(); each >= 0; each = in.read()) {
          text.append((char) each);
        }
      } catch (java.net.SocketTimeoutException e) {
        // The line is kept for the next request.
        return text.toString();
      }
      return text.toString();
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), fixture.monitoring.port());
  }

  @Test
  void isNotHeldUpByThoseWhoSendSlowly() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        Socket socket = connect();
        slow.add(socket);
        socket
            .getOutputStream()
            .write("GET /health HTTP/1.1\r\nX-".getBytes(StandardCharsets.US_ASCII));
      }
      assertThat(httpThreads()).isLessThanOrEqualTo(4);
      int cut = 0;
      for (int second = 0; second < 60 && cut < slow.size(); second++) {
        // What is slow is said by the clock: the server counts seconds.
        TimeUnit.SECONDS.sleep(1);
        cut = 0;
        for (Socket socket : slow) {
          cut += dribble(socket) ? 0 : 1;
        }
        // A write to a line that was just cut still succeeds; the one after it does not.
        if (cut > 0 && answers()) {
          break;
        }
      }
      assertThat(fixture.get("/health").statusCode()).isEqualTo(200);
      assertThat(cut).as("slow clients that were cut off").isPositive();
      assertThat(httpThreads()).isLessThanOrEqualTo(4);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private boolean answers() throws InterruptedException {
    try {
      return raw("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n").startsWith("HTTP/1.1 200");
    } catch (IOException e) {
      return false;
    }
  }

  /** One byte more; false when the server has ended the line. */
  private static boolean dribble(Socket socket) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write('a');
      return true;
    } catch (SocketException e) {
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  private static long httpThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("daybook-http"))
        .count();
  }

  @Test
  void refusesRequestsThatAreTooLarge() throws IOException {
    String headers = "X-Long: " + "a".repeat(2_000) + "\r\n";
    String request = "GET /health HTTP/1.1\r\nHost: localhost\r\n" + headers.repeat(20) + "\r\n";
    String answer;
    try {
      answer = raw(request);
    } catch (SocketException e) {
      answer = "";
    }
    assertThat(answer).doesNotContain(" 200 ");
    assertThat(raw("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")).contains(" 200 ");
  }

  @Test
  void saysWhichPortCannotBeHad() {
    HttpConfig taken = HttpConfig.DEFAULT.on(fixture.monitoring.port());
    assertThatThrownBy(() -> StatusServer.start(taken, Map.of()))
        .hasMessageStartingWith(
            "CFG-INVALID Cannot serve /health and /metrics on 127.0.0.1:" + taken.port())
        .hasMessageContaining("--http off");
  }

  @Test
  void listensToThisMachineOnlyUnlessToldOtherwise() throws Exception {
    Optional<InetAddress> other =
        java.net.NetworkInterface.networkInterfaces()
            .flatMap(java.net.NetworkInterface::inetAddresses)
            .filter(
                address -> !address.isLoopbackAddress() && address instanceof java.net.Inet4Address)
            .findFirst();
    org.junit.jupiter.api.Assumptions.assumeTrue(other.isPresent(), "one network only");
    InetAddress outside = other.orElseThrow();
    assertThatThrownBy(() -> new Socket(outside, fixture.monitoring.port()).close())
        .isInstanceOf(ConnectException.class);
    HttpConfig everywhere = new HttpConfig("0.0.0.0", 0, true, Set.of());
    try (StatusServer server =
        StatusServer.start(everywhere, Map.of("/health", () -> Answer.text(200, "ok")))) {
      new Socket(outside, server.port()).close();
    }
  }
}
