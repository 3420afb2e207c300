package io.daybook.cli;

import io.daybook.report.custom.definition.DefinitionReader;
import picocli.CommandLine.Command;

@Command(
    name = "schema",
    description = {
      "Print the JSON schema of a custom report's definition, for an editor.",
      "",
      "jobs/docs/custom-reports.md explains it; daybook metrics lists the names that can be asked."
    })
final class SchemaCommand implements Runnable {
  private final Session session;

  SchemaCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    session.terminal().out().print(DefinitionReader.schema());
    session.terminal().out().flush();
  }
}
