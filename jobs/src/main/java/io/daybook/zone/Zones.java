package io.daybook.zone;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The zones that this process knows: those of the newest among the edition that ships with Daybook,
 * the machine's, the JDK's, and the one that the operator names. Safe for several threads.
 *
 * <p>The shipped edition is the file {@code zoneinfo.zip} beside this class: PyPI's package {@code
 * tzdata}, unchanged, data in the public domain. To renew it: {@code pip download --no-deps
 * tzdata}, and copy the file over it.
 */
public final class Zones {
  private static final String SHIPPED = "zoneinfo.zip";
  private static final String PROPERTY = "java.time.zone.DefaultZoneRulesProvider";

  private static final FileEdition shipped = shipped();
  private static volatile Choice choice = Choice.of(shipped, found());

  private Zones() {}

  /** The edition that rules. */
  public static Edition edition() {
    return choice.newest();
  }

  /** Names of all zones, aliases among them. */
  public static Set<String> names() {
    return choice.names();
  }

  /**
   * The zone that a text names. Blanks around it and case do not count; an offset such as {@code
   * UTC+10} names none, because it means different things to different programs.
   */
  public static Optional<ZoneId> find(String text) {
    return choice.find(text).map(ZoneId::of);
  }

  /**
   * Rules of a zone.
   *
   * @throws java.time.zone.ZoneRulesException when there is none of this very name
   */
  public static ZoneRules rules(String name) {
    return choice.rules(name);
  }

  /**
   * Demands that java.time follows these rules in this JVM.
   *
   * @throws DaybookException {@link Code#CFG_ZONE} when it follows the JDK's own
   */
  public static void requireInForce() {
    if (RulesProvider.class.getName().equals(System.getProperty(PROPERTY))) {
      return;
    }
    throw DaybookException.of(
            Code.CFG_ZONE,
            "Cannot start with the zone rules of the JDK: they may be older than those of the world")
        .state("nothing was started or changed")
        .next(
            "start with ./daybook, or give java the option -D"
                + PROPERTY
                + "="
                + RulesProvider.class.getName())
        .build();
  }

  /**
   * Takes an edition into the choice. Call it before the first zone is used: zones that exist keep
   * their rules.
   *
   * @param path a folder such as {@code /usr/share/zoneinfo}, or a zip of one
   * @throws DaybookException {@link Code#CFG_INVALID} when it cannot be read
   */
  public static synchronized void offer(Path path) {
    List<Edition> editions = new ArrayList<>(found());
    try {
      editions.add(0, read(path));
    } catch (IOException e) {
      throw DaybookException.of(
              Code.CFG_INVALID, "Cannot use the zone rules " + path + ": " + reason(e))
          .state("nothing was started or changed")
          .next(
              "let zone_rules in daybook.yml name a folder such as /usr/share/zoneinfo, or a zip of"
                  + " one, such as the file that pip download --no-deps tzdata writes")
          .cause(e)
          .build();
    }
    choice = Choice.of(shipped, editions);
    Set<String> unknown = new TreeSet<>(choice.names());
    unknown.removeAll(ZoneRulesProvider.getAvailableZoneIds());
    ZoneRulesProvider.registerProvider(new RulesProvider(unknown));
  }

  private static Edition read(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return FileEdition.ofFolder(path).proven();
    }
    try (InputStream file = Files.newInputStream(path)) {
      return FileEdition.ofZip(path.toString(), file).proven();
    }
  }

  private static String reason(IOException e) {
    return e instanceof java.nio.file.NoSuchFileException
        ? "there is no such file"
        : e.getMessage();
  }

  /** What is here beside the shipped edition. What cannot be read does not count. */
  private static List<Edition> found() {
    List<Edition> editions = new ArrayList<>();
    try {
      editions.add(JdkEdition.find());
    } catch (IOException e) {
      // The JDK's form has changed: others are there.
    }
    try {
      Path machine = machine();
      if (FileEdition.versionOf(machine).compareTo(shipped.version()) > 0) {
        editions.add(0, FileEdition.ofFolder(machine).proven());
      }
    } catch (IOException e) {
      // Many a container has no such folder.
    }
    return editions;
  }

  /** Where the machine keeps its edition, for all its programs. */
  private static Path machine() {
    String folder = System.getenv("TZDIR");
    return Path.of(folder == null || folder.isEmpty() ? "/usr/share/zoneinfo" : folder);
  }

  private static FileEdition shipped() {
    try (InputStream file = Zones.class.getResourceAsStream(SHIPPED)) {
      return FileEdition.ofZip("Daybook", file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the zone rules that ship with Daybook", e);
    }
  }
}
