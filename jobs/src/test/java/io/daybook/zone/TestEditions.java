package io.daybook.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.fault.DaybookException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestEditions {
  @TempDir Path folder;

  @Test
  void takesTheNewestAndOfEquallyNewOnesTheFirst() {
    Edition shipped = new Named("shipped", "2026b");
    Edition jdk = new Named("jdk", "2025a");
    Edition machine = new Named("machine", "2026f");
    assertThat(Choice.of(shipped, List.of(jdk)).newest()).isEqualTo(shipped);
    assertThat(Choice.of(shipped, List.of(jdk, machine)).newest()).isEqualTo(machine);
    assertThat(Choice.of(shipped, List.of(machine, jdk)).newest()).isEqualTo(machine);
    assertThat(Choice.of(shipped, List.of(new Named("jdk", "2026b"))).newest()).isEqualTo(shipped);
  }

  @Test
  void ordersVersionsByAge() {
    assertThat(
            Stream.of("2026za", "2026b", "2025z", "2026z", "2026a")
                .map(EditionVersion::new)
                .sorted())
        .extracting(EditionVersion::text)
        .containsExactly("2025z", "2026a", "2026b", "2026z", "2026za");
    assertThat(EditionVersion.within("# version 2026f\n# redo"))
        .hasValue(new EditionVersion("2026f"));
    assertThat(EditionVersion.within("2026f\n")).hasValue(new EditionVersion("2026f"));
    assertThat(EditionVersion.within("tzdata2026f, 20261")).isEmpty();
    assertThatThrownBy(() -> new EditionVersion("2026"))
        .hasMessage("2026 is not a version of the tz database");
  }

  @Test
  void letsTheCompleteOneAnswerForNamesThatTheNewestLacks() {
    Choice choice =
        Choice.of(
            new Named("shipped", "2025a", "Etc/UTC", "EST"),
            List.of(new Named("machine", "2026f", "Etc/UTC", "America/Coyhaique")));
    assertThat(choice.names()).containsExactly("America/Coyhaique", "EST", "Etc/UTC");
    assertThat(choice.find("est")).hasValue("EST");
    assertThatThrownBy(() -> choice.rules("EST")).hasMessage("EST of shipped");
    assertThatThrownBy(() -> choice.rules("Etc/UTC")).hasMessage("Etc/UTC of machine");
  }

  @Test
  void findsZonesAsPeopleWriteThem() {
    assertThat(
            Stream.of("EST", "MST", "HST", "ROC", "America/Coyhaique", "australia/sydney")
                .map(name -> Zones.find(name).orElseThrow().getId()))
        .containsExactly("EST", "MST", "HST", "ROC", "America/Coyhaique", "Australia/Sydney");
    assertThat(
            Stream.of(" Australia/Sydney", "Australia/Sydney\n", "\tAUSTRALIA/SYDNEY ")
                .map(name -> Zones.find(name).orElseThrow().getId()))
        .hasSize(3)
        .containsOnly("Australia/Sydney");
    assertThat(
            Stream.of("+10:00", "UTC+10", "GMT+10", "", " ", "AEST", "Sydney", "Factory")
                .filter(name -> Zones.find(name).isPresent()))
        .isEmpty();
  }

  /** Two names that differ in case alone would make the answer a matter of luck. */
  @Test
  void findsEveryNameByItself() {
    assertThat(Zones.names()).hasSizeGreaterThan(590);
    // Java spells these two GMT.
    List<String> names = Zones.names().stream().filter(name -> !name.matches("GMT[+-]0")).toList();
    assertThat(names.stream().map(name -> Zones.find(name).orElseThrow().getId()))
        .containsExactlyElementsOf(names);
  }

  @Test
  void readsAFolderAsItReadsAZip() throws IOException {
    Path zones = ShippedZones.unpack(folder.resolve("zones"));
    Files.createDirectories(zones.resolve("right"));
    Files.copy(zones.resolve("EST"), zones.resolve("right/EST"));
    Files.copy(zones.resolve("EST"), zones.resolve("posixrules"));
    Edition read = FileEdition.ofFolder(zones);
    assertThat(read.version()).isEqualTo(Zones.edition().version());
    assertThat(read.names()).isEqualTo(Zones.edition().names());
    assertThat(read.rules("America/Vancouver")).isEqualTo(Zones.rules("America/Vancouver"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), zones);
    assertThat(FileEdition.ofFolder(link).names()).isEqualTo(Zones.edition().names());
    Files.delete(zones.resolve("tzdata.zi"));
    assertThatThrownBy(() -> FileEdition.ofFolder(zones))
        .hasMessage("no file of it says which edition of the tz database it is");
    Files.writeString(zones.resolve("+VERSION"), "2027a\n");
    assertThat(FileEdition.ofFolder(zones).version()).isEqualTo(new EditionVersion("2027a"));
  }

  @Test
  void saysWhyAnOfferedEditionCannotBeUsed() throws IOException {
    assertThatThrownBy(() -> Zones.offer(folder.resolve("none")))
        .isInstanceOf(DaybookException.class)
        .hasMessageContaining("Cannot use the zone rules " + folder.resolve("none"))
        .hasMessageContaining("there is no such file")
        .hasMessageContaining("pip download --no-deps tzdata");
    assertThatThrownBy(() -> Zones.offer(folder))
        .hasMessageContaining("no file of it says which edition");
    Path zip = folder.resolve("zones.zip");
    Files.write(zip, zip(Map.of("z/tzdata.zi", "# version 2099a", "z/EST", "TZif")));
    assertThatThrownBy(() -> Zones.offer(zip)).hasMessageContaining("it lacks the zone Etc/UTC");
    Path zones = ShippedZones.unpack(folder.resolve("zones"));
    Files.writeString(zones.resolve("tzdata.zi"), "# version 2099a\n");
    byte[] sydney = Files.readAllBytes(zones.resolve("Australia/Sydney"));
    Files.write(zones.resolve("Australia/Sydney"), Arrays.copyOf(sydney, sydney.length / 2));
    assertThatThrownBy(() -> Zones.offer(zones))
        .hasMessageContaining("its zone Australia/Sydney is damaged");
    Files.write(zip, zip(Map.of("z/EST", "TZif")));
    assertThatThrownBy(() -> Zones.offer(zip)).hasMessageContaining("does not say which edition");
    assertThat(Zones.edition().version().text()).isNotEqualTo("2099a");
  }

  private static byte[] zip(Map<String, String> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.US_ASCII));
      }
    }
    return bytes.toByteArray();
  }

  private record Named(String origin, EditionVersion version, Set<String> names)
      implements Edition {
    Named(String origin, String version, String... names) {
      this(origin, new EditionVersion(version), Set.of(names));
    }

    @Override
    public ZoneRules rules(String name) {
      throw new ZoneRulesException(name + " of " + origin);
    }
  }
}
