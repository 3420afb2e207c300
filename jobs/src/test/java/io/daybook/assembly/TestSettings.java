package io.daybook.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.config.DaybookConfig;
import io.daybook.config.QuarantineLimit;
import io.daybook.extract.ExtractionLimits;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSettings {
  @TempDir Path home;

  @Test
  void handOnWhatTheConfigurationSaysOfASource() throws IOException {
    Path file =
        Files.writeString(
            home.resolve("daybook.yml"),
            """
            sources:
              renoz:
                url: jdbc:postgresql://localhost/renoz
                user: reader
                password: {env: READER}
                quarantine: {rows: 7, percent: 2.5}
            """);
    DaybookConfig config = DaybookConfig.load(home, file, name -> "secret");

    assertThat(Settings.extraction(Optional.of(config.source("renoz"))).quarantine())
        .isEqualTo(new QuarantineLimit(7, new BigDecimal("2.5"), 0));
    assertThat(Settings.extraction(Optional.empty())).isEqualTo(ExtractionLimits.defaults());
  }
}
