package io.daybook.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.cli.Main;
import io.daybook.schedule.night.JavaCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules that whole processes go by. */
class TestZones {
  private static final String PROVIDER = "-Djava.time.zone.DefaultZoneRulesProvider=";
  private static final Instant NIGHT = Instant.parse("2026-11-21T07:30:00Z");

  @TempDir Path folder;

  @Test
  void rulesJavaTimeInTheseTests() {
    Zones.requireInForce();
    String version = ZoneRulesProvider.getVersions("America/Vancouver").lastKey();
    assertThat(new EditionVersion(version)).isEqualTo(Zones.edition().version());
    assertThat(new EditionVersion(version).compareTo(new EditionVersion("2026b"))).isPositive();
    assertThat(ZoneId.of("America/Vancouver").getRules().getOffset(NIGHT)).hasToString("-07:00");
    assertThat(ZoneId.getAvailableZoneIds()).contains("America/Coyhaique", "EST", "ROC");
  }

  /** Nights are started so, by {@code serve}. */
  @Test
  void rulesTheJvmsThatAreStartedLikeThisOne() throws Exception {
    assertThat(said(Map.of(), likeThis("America/Vancouver")))
        .isEqualTo(Zones.edition().version() + " " + Zones.edition().origin() + " -07:00");
  }

  /** British Columbia has kept -7 since 2026b; what the JDK knew before says -8. */
  @Test
  void usesTheMachinesEditionWhenItIsNewer() throws Exception {
    Path zones = ShippedZones.unpack(folder.resolve("zones"));
    Files.copy(
        zones.resolve("America/Adak"),
        zones.resolve("America/Vancouver"),
        StandardCopyOption.REPLACE_EXISTING);
    version(zones, "2019a");
    assertThat(said(Map.of("TZDIR", zones.toString()), likeThis("America/Vancouver")))
        .endsWith(" -07:00")
        .doesNotContain("2019a");
    version(zones, "2099a");
    assertThat(said(Map.of("TZDIR", zones.toString()), likeThis("America/Vancouver")))
        .isEqualTo("2099a " + zones + " -10:00");
  }

  @Test
  void usesTheOperatorsEditionWithZonesThatNobodyElseKnows() throws Exception {
    Path zones = ShippedZones.unpack(folder.resolve("zones"));
    Files.copy(zones.resolve("America/Adak"), zones.resolve("America/Newtown"));
    version(zones, "2099a");
    assertThat(said(Map.of(), likeThis("America/Newtown", zones.toString())))
        .isEqualTo("2099a " + zones + " -10:00");
    version(zones, "2019a");
    assertThat(said(Map.of(), likeThis("America/Vancouver", zones.toString())))
        .endsWith(" -07:00")
        .doesNotContain("2019a");
  }

  @Test
  void goesOnWithoutTheMachinesEdition() throws Exception {
    assertThat(said(Map.of("TZDIR", folder.toString()), likeThis("America/Vancouver")))
        .endsWith(" -07:00");
  }

  @Test
  void startsNothingUnderTheJdksRules() throws Exception {
    List<String> command =
        new ArrayList<>(JavaCommand.likeThis(Main.class.getName(), Optional.empty()));
    assertThat(command.removeIf(option -> option.startsWith(PROVIDER))).isTrue();
    command.add("version");
    assertThat(said(Map.of(), command))
        .startsWith("CFG-ZONE Cannot start with the zone rules of the JDK")
        .contains(PROVIDER + "io.daybook.zone.RulesProvider");
  }

  private static void version(Path zones, String version) throws IOException {
    Files.writeString(zones.resolve("tzdata.zi"), "# version " + version + "\n");
  }

  private static List<String> likeThis(String... arguments) {
    List<String> command =
        new ArrayList<>(JavaCommand.likeThis(ZonesProcess.class.getName(), Optional.empty()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static String said(Map<String, String> environment, List<String> command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } finally {
      process.destroyForcibly();
    }
  }
}
