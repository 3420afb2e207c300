package io.daybook.delivery;

import io.daybook.config.DeliveryConfig;
import io.daybook.config.DeliveryMode;
import io.daybook.config.SmtpConfig;
import io.daybook.fault.DaybookException;
import io.daybook.state.State;
import io.daybook.warehouse.FileStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;

/** Hands over what is due of one source to real people, as they are in the tests. */
public record MailRound(
    State state, Clock clock, String source, FileStore files, Consumer<DaybookException> alerts) {
  /** Says what a person must say before anything leaves. */
  public void confirm() {
    new LiveConfirmations(state.database(), clock)
        .confirm(
            source,
            Optional.empty(),
            LiveConfirmations.phrase(source, Optional.empty()),
            "the test");
  }

  /**
   * Hands over by SMTP.
   *
   * @param folder where what is no mail goes
   */
  public void deliver(int port, Path folder) throws InterruptedException {
    SmtpConfig smtp =
        new SmtpConfig(
            "localhost",
            port,
            Optional.empty(),
            Optional.empty(),
            SmtpConfig.Tls.NONE,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));
    DeliveryConfig config =
        new DeliveryConfig(
            Optional.of("Daybook <reports@daybook.example>"),
            Optional.of(smtp),
            folder,
            Optional.empty(),
            Set.of(),
            DeliveryConfig.DEFAULT_LARGEST,
            DeliveryConfig.DEFAULT_GIVE_UP_AFTER,
            Map.of(source, new DeliveryConfig.Modes(DeliveryMode.LIVE, Map.of())));
    try (Dispatcher dispatcher =
        new Dispatcher(
            new DispatcherSetup(
                state.database(),
                any -> new BookContents(files),
                config,
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                alerts,
                2,
                Duration.ofMinutes(1),
                clock))) {
      dispatcher.drain();
    }
  }
}
