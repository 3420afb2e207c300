package io.daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.cli.CommandLines.Result;
import io.daybook.delivery.Channel;
import io.daybook.delivery.Contents;
import io.daybook.delivery.Deliveries;
import io.daybook.delivery.DeliveryKey;
import io.daybook.delivery.Message;
import io.daybook.state.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestDeliveriesCommand {
  @TempDir Path home;

  private CommandHome at;
  private CommandLines shell;
  private State state;

  @BeforeEach
  void open() throws IOException {
    at = new CommandHome(home);
    configure("shadow");
    shell = at.shell;
    state = at.state;
  }

  @AfterEach
  void close() throws IOException {
    at.close();
  }

  private void configure(String mode) throws IOException {
    at.configure(
        """
        delivery:
          from: reports@example.com
          smtp: {host: mail.invalid}
          sources: {renoz: {mode: %s}}
        """
            .formatted(mode));
  }

  private long record(String recipient) {
    Deliveries deliveries = new Deliveries(state.database(), Clock.systemUTC());
    Message message =
        new Message(
            new DeliveryKey("renoz", "t1", "weekly", "2026-11-20", Channel.EMAIL, recipient, 0),
            OptionalLong.of(3),
            "Revenue",
            "<p>12</p>",
            "12",
            List.of(),
            List.of());
    assertThat(deliveries.record(message, new Nowhere())).isTrue();
    return deliveries.list(java.util.Optional.empty(), java.util.Optional.empty(), 1).get(0).id();
  }

  private void end(long id, String status) {
    state
        .database()
        .update(
            "end it",
            "update daybook.delivery set status = ?, note = '250 queued' where delivery_id = ?",
            status,
            id);
  }

  @Test
  void listsDeliveriesAndShowsOne() throws IOException {
    assertThat(shell.run("deliveries", "list").out()).isEqualTo("No delivery\n");
    long id = record("cfo@b.example");
    end(id, "SENT");
    record("ceo@b.example");
    Result all = shell.run("deliveries", "list", "renoz");
    assertThat(all.err()).isEmpty();
    assertThat(all.out().lines().map(line -> line.strip().split("\\s+")[1]))
        .containsExactly("status", "pending", "sent");
    assertThat(shell.run("deliveries", "list", "--status", "sent").out())
        .contains("cfo@b.example", "250 queued")
        .doesNotContain("ceo@b.example");
    Result wrong = shell.run("deliveries", "list", "--status", "sendt");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("did you mean sent?");

    JsonNode shown =
        new ObjectMapper().readTree(shell.run("deliveries", "show", "" + id, "--json").out());
    assertThat(shown.at("/delivery/0/status").asText()).isEqualTo("sent");
    assertThat(shown.at("/origin/0/release").asLong()).isEqualTo(3);
    assertThat(shown.at("/origin/0/subject").asText()).isEqualTo("Revenue");
    assertThat(shown.at("/parts/0/sha256").asText()).matches("[0-9a-f]{64}");
    assertThat(shown.at("/attempts").size()).isZero();
    assertThat(shell.run("deliveries", "show", "" + id).out()).contains("Not tried yet");
    assertThat(shell.run("deliveries", "show", "999").err())
        .startsWith("USAGE Cannot find delivery 999: there is none");
  }

  @Test
  void resendsWhatHasEndedAndNothingElse() {
    long id = record("cfo@b.example");
    Result refused = shell.run("deliveries", "resend", "" + id);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("is pending");
    for (String status : List.of("CLAIMED", "SENDING", "RETRY")) {
      end(id, status);
      assertThat(shell.run("deliveries", "resend", "" + id).exitCode()).isEqualTo(2);
    }
    end(id, "UNKNOWN");
    Result again = shell.run("deliveries", "resend", "" + id);
    assertThat(again.err()).isEmpty();
    assertThat(again.out()).contains("pending", "cfo@b.example");
    assertThat(shell.run("deliveries", "resend", "" + id).exitCode()).isEqualTo(2);
    assertThat(shell.run("deliveries", "list").out().lines()).hasSize(3);
  }

  @Test
  void goesLiveOnlyWhenItIsSaidWordForWord() throws IOException {
    assertThat(shell.run("deliveries", "go-live", "renoz").out())
        .startsWith("Nobody has confirmed anything of renoz")
        .contains("--confirm \"the own sender of renoz is off\"");
    Result wrong = shell.run("deliveries", "go-live", "renoz", "--confirm", "yes");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err())
        .contains("USAGE Cannot let renoz go live: that is not the confirmation");
    Result unknown =
        shell.run("deliveries", "go-live", "renos", "--confirm", "the own sender of renos is off");
    assertThat(unknown.err()).contains("did you mean renoz?");

    String phrase = "the own sender of renoz is off";
    Result shadow = shell.run("deliveries", "go-live", "renoz", "--confirm", phrase);
    assertThat(shadow.err()).isEmpty();
    assertThat(shadow.out()).contains("shadow, until daybook.yml says live");
    configure("live");
    assertThat(shell.run("deliveries", "go-live", "renoz").out())
        .contains("messages reach real people")
        .contains(System.getProperty("user.name"));
    assertThat(shell.run("deliveries", "go-live", "renoz", "--withdraw").out())
        .startsWith("Nobody has confirmed");
  }

  @Test
  void asksForASubcommand() {
    assertThat(shell.run("deliveries").err()).contains("it needs list, show, resend or go-live");
  }

  /** Nothing here is ever sent. */
  private static final class Nowhere implements Contents {
    @Override
    public void keep(String sha256, byte[] bytes) {
      assertThat(bytes).isNotNull();
    }

    @Override
    public byte[] read(String sha256) {
      throw new IllegalStateException("Nobody reads");
    }
  }
}
