package io.daybook.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.fault.DaybookException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestOperatorConfig {
  private static final String MAIL = "delivery: {from: a@b.c, smtp: {host: mail.internal}}\n";

  @TempDir Path directory;

  private DaybookConfig load(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("daybook.yml"), text);
    return DaybookConfig.load(directory, file, name -> "https://ping.example/hunter2");
  }

  @Test
  void listensOnLoopbackAndTellsNobodyByDefault() throws IOException {
    DaybookConfig config = load("directory: own\n");
    assertThat(config.http()).contains(new HttpConfig("127.0.0.1", 8350, false, Set.of()));
    assertThat(config.alerts()).isEqualTo(AlertsConfig.NONE);
    assertThat(config.alerts().staleAfter()).isEqualTo(Duration.ofHours(26));
    assertThat(config.log()).isEqualTo(LogFormat.TEXT);
  }

  @Test
  void takesExplicitValues() throws IOException {
    DaybookConfig config =
        load(
            MAIL
                + """
                serve: {http: {host: 0.0.0.0, port: 9000, names: [Daybook.internal]}}
                alerts: {to: [a@ops.example, b@ops.example], ping: {env: PING}, stale_after: 8d}
                log: json
                """);
    assertThat(config.http())
        .contains(new HttpConfig("0.0.0.0", 9000, true, Set.of("daybook.internal")));
    assertThat(config.alerts().to()).containsExactly("a@ops.example", "b@ops.example");
    assertThat(config.alerts().staleAfter()).isEqualTo(Duration.ofDays(8));
    assertThat(config.alerts().ping().map(Secret::reveal)).contains("https://ping.example/hunter2");
    assertThat(config.alerts().toString()).doesNotContain("hunter2");
    assertThat(config.log()).isEqualTo(LogFormat.JSON);
    assertThat(load("serve: {http: off}\n").http()).isEqualTo(Optional.empty());
    assertThat(load("serve: {http: {port: 0}}\n").http().orElseThrow().port()).isZero();
    assertThat(load("alerts: {ping: 'https://ping.example/1'}\n").alerts().ping()).isPresent();
  }

  @Test
  void tellsAllProblemsWithoutTheSecret() {
    assertThatThrownBy(
            () ->
                load(
                    """
                    serve: {http: {port: 70000, hosts: x}}
                    alerts: {to: [nobody], ping: hunter2, stale_after: 0h}
                    log: jason
                    """))
        .isInstanceOf(DaybookException.class)
        .hasMessageContaining("serve.http.port: must be from 0 to 65535, not 70000")
        .hasMessageContaining("serve.http.hosts: is unknown, did you mean host?")
        .hasMessageContaining("alerts.to: must be addresses, not nobody")
        .hasMessageContaining("alerts.to: needs delivery.smtp and delivery.from to send by")
        .hasMessageContaining("alerts.ping: must begin with https://")
        .hasMessageContaining("alerts.stale_after: must be more than nothing")
        .hasMessageContaining("log: must be text or json, not jason, did you mean json?")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
    assertThatThrownBy(() -> load("serve: {http: on}\n"))
        .hasMessageContaining("serve.http: must be off, or host and port");
  }
}
