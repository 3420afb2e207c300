package io.daybook.cli;

import io.daybook.assembly.Nights;
import io.daybook.assembly.Settings;
import io.daybook.cli.screen.Table;
import io.daybook.definition.SourceDefinition;
import io.daybook.engine.Binder;
import io.daybook.engine.Engines;
import io.daybook.fact.FactModel;
import io.daybook.mart.MartModel;
import io.daybook.source.SourceModel;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.Manifest;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "plan",
    description = {
      "Say what the next run of a source would do.",
      "",
      "What it reads and builds, and which definitions are new or changed since the current release.",
      "Proves that all definitions can be used, on DuckDB and, with --engine spark, on Spark; connects",
      "nowhere."
    })
final class PlanCommand implements Runnable {
  private final Session session;

  @Mixin SourceOption.OrWord source = new SourceOption.OrWord();

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "spark, to have facts and marts proven there as well; a night does so itself")
  Optional<String> engine;

  PlanCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String name = source.only(session);
    SourceDefinition definition = session.definitions().definition(name);
    if (engine.isPresent() && Nights.engine(session.installation(), engine).equals("spark")) {
      try (Binder spark = Engines.sparkBinder(Settings.engine(session.config()))) {
        definition.requireComputableBy(spark);
      }
    }
    SourceModel model = definition.model();
    Optional<Manifest> current = session.installation().warehouse(name).releases().current();
    Table table = Table.of("Nothing to do", List.of("step", "dataset", "definition", "reads"));
    for (String each : model.tables().keySet()) {
      table.row(
          "extract", "raw." + each, "", model.schemaOf(each) + "." + model.nameInSchema(each));
    }
    for (FactModel fact : definition.facts()) {
      String change = change(current, fact.dataset(), fact.definition());
      table.row("facts", fact.dataset(), change, String.join(", ", fact.reads()));
    }
    for (MartModel mart : definition.marts()) {
      String change = change(current, mart.dataset(), mart.definition());
      table.row("marts", mart.dataset(), change, String.join(", ", mart.reads()));
    }
    table.row("check", definition.checks().size() + " checks", "", "");
    long next = current.map(Manifest::release).orElse(0L) + 1;
    table.row("publish", "release " + next, "", "");
    session.print(table);
  }

  private static String change(Optional<Manifest> current, String dataset, String definition) {
    Optional<Dataset> before = current.flatMap(manifest -> manifest.dataset(dataset));
    if (before.isEmpty()) {
      return "new";
    }
    return before.orElseThrow().definition().equals(definition) ? "unchanged" : "changed";
  }
}
