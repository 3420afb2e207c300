package io.daybook.cli;

import io.daybook.assembly.Nights;
import io.daybook.assembly.Settings;
import io.daybook.bench.BenchSetup;
import io.daybook.config.Version;
import io.daybook.demo.DemoSize;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How large the source of a bench is, as {@code --size}. */
final class BenchSize {
  @Option(
      names = "--size",
      paramLabel = "SIZE",
      defaultValue = "S",
      description = "XS, S, M or L: 600, 100,000, 2 million, 10 million orders; S by default")
  private String size;

  /** What a bench of this name may use; tells its progress on the error stream. */
  BenchSetup setup(Session session, String name, int rounds, String engine) {
    return new BenchSetup(
        session.sql(),
        session.config().directory().resolve("bench"),
        DemoSize.parse(size).orElseThrow(() -> misused("--size " + size + ": XS, S, M or L")),
        rounds,
        Nights.engine(session.installation(), Optional.of(engine)),
        Settings.engine(session.config()),
        session.clock(),
        Version.text(),
        progress -> {
          session.terminal().err().println(name + " " + progress);
          session.terminal().err().flush();
        });
  }

  static DaybookException misused(String why) {
    return DaybookException.of(Code.USAGE, "Cannot run the bench with " + why)
        .state("nothing was started or changed")
        .next("daybook bench --help")
        .build();
  }
}
