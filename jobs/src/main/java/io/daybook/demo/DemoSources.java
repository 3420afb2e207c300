package io.daybook.demo;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Which demo sources there are, and how one of them is made. */
public final class DemoSources {
  private static final String FILE = "demos.yml";

  private DemoSources() {}

  /** The source of the demo when nobody asks for another. */
  public static String first() {
    return names().get(0);
  }

  /** Their names, in the order in which they are offered; a source's model has the same name. */
  public static List<String> names() {
    Problems problems = new Problems(Code.DEMO_FAILED, "Cannot read the list of demo sources");
    YamlMap file = YamlMap.parse(FILE, DemoFolder.text(FILE).orElse(""), problems);
    List<String> names = file.texts("sources");
    problems.throwIfAny();
    return names;
  }

  /**
   * Makes a demo source in an empty database, in one transaction. The same size, seed and day make
   * the same rows.
   *
   * @param admin connection of the database's owner, in auto-commit mode; stays open
   * @param name one of {@link #names}
   * @param size of whose numbers each source has its own
   * @param today first day after the history
   * @return what is wrong on purpose; nothing where the source counts that otherwise
   * @throws DaybookException DEMO-FAILED when the server refuses, USAGE for a size that this source
   *     does not have; the database is as it was
   */
  public static DemoBooks create(
      Connection admin, String name, DemoSize size, long seed, LocalDate today) {
    DemoFolder folder = DemoFolder.load(name);
    if (folder.isScripts()) {
      return DemoBooks.create(admin, folder, size.name(), seed, today);
    }
    DemoSource.create(admin, size, seed, today);
    return new DemoBooks(List.of());
  }

  /** What is worth a look in a release of this source. */
  public static Optional<DemoSample> sample(String name) {
    return DemoFolder.load(name).sample();
  }
}
