package io.daybook.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.definition.DefinitionFolder;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two sources in one folder: what is wrong with one is told of it alone, and holds it alone. */
class TestTwoSources {
  private static final String SICK = "renoz";
  private static final String HEALTHY = "well";

  @TempDir Path directory;
  private final List<DaybookException> alerts = new ArrayList<>();
  private DefinitionFolder folder;
  private SqlFolder sql;
  private DefinitionWatch watch;

  @BeforeEach
  void copy() throws IOException {
    folder = DefinitionFolder.copy(directory);
    try (Stream<Path> files = Files.walk(directory.resolve(SICK))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = directory.resolve(HEALTHY).resolve(directory.resolve(SICK).relativize(file));
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
    Path model = directory.resolve(HEALTHY).resolve("source.yml");
    Files.writeString(
        model, Files.readString(model).replaceFirst("(?m)^source: renoz", "source: " + HEALTHY));
    sql = new SqlFolder(directory);
    watch = new DefinitionWatch(sql, alerts::add);
  }

  @Test
  void aBrokenMartHoldsItsSourceAloneUntilItIsMended() {
    breaks("marts/mv_current_state.sql", "stage not in", "stages not in");
  }

  @Tag("slow")
  @Test
  void everyKindOfFileHoldsItsSourceAlone() {
    breaks("source.yml", "tenants:", "tenant:");
    breaks("catalogue.yml", "tables:", "table:");
    breaks("facts/orders.yml", "base: orders", "base: order");
    breaks("marts/mv_current_state.yml", "grain: [organization_id]", "grain: [organisation]");
    breaks("checks/refunds_within_payments.yml", "keys: [", "keys: [nobody, ");
    breaks("metrics.yml", "value: sum(total - tax_amount)", "value: sum(total - tax)");
    breaks("reports/targets.sql", "targets.end_date,", "");
  }

  private void breaks(String file, String sound, String broken) {
    alerts.clear();
    watch.look();
    assertThat(alerts).as("both are sound before %s", file).isEmpty();
    Object kept = sql.definition(HEALTHY);
    String before = read(file);

    folder.replace(file, sound, broken);
    watch.look();
    watch.look();
    assertThat(alerts).as("told once of %s", file).hasSize(1);
    assertThat(alerts.get(0).code()).isEqualTo(Code.DEF_INVALID);
    assertThat(alerts.get(0).getMessage())
        .contains(file.replaceFirst("\\.(yml|sql)$", ""))
        .doesNotContain("/" + HEALTHY + "/");
    assertThatThrownBy(() -> sql.definition(SICK)).isSameAs(alerts.get(0));
    assertThat(sql.definition(HEALTHY)).as("the other is not even read again").isSameAs(kept);

    write(file, before);
    watch.look();
    assertThat(sql.definition(SICK)).isNotNull();
    assertThat(alerts).hasSize(1);
  }

  private String read(String file) {
    try {
      return Files.readString(folder.file(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String file, String text) {
    try {
      Files.writeString(folder.file(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
