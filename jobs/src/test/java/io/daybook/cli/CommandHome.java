package io.daybook.cli;

import io.daybook.postgres.TestPostgres;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** A folder that commands run in, with the project's definitions and a state on a server. */
final class CommandHome implements AutoCloseable {
  final CommandLines shell;
  final State state;
  private final TestPostgres database = TestPostgres.database();
  private final Path folder;

  CommandHome(Path folder) throws IOException {
    this.folder = folder;
    linkDefinitions(folder);
    this.state =
        State.open(
            StateSettings.server(database.url(), database.user(), database.password()),
            Clock.systemUTC());
    configure("");
    this.shell =
        new CommandLines(
            folder,
            Map.of(
                "DAYBOOK_CONFIG",
                folder.resolve("daybook.yml").toString(),
                "STATE",
                database.password()));
  }

  /** The project's definitions, for a folder whose state is its own. */
  static void linkDefinitions(Path folder) throws IOException {
    Files.createSymbolicLink(folder.resolve("sql"), CommandLines.project().resolve("sql"));
  }

  /** The folder's own state, so that not every command starts its server and stops it again. */
  static State hold(Path folder) {
    return State.open(StateSettings.embedded(folder.resolve(".state/postgres")), Clock.systemUTC());
  }

  static void unlinkDefinitions(Path folder) throws IOException {
    Files.delete(folder.resolve("sql"));
  }

  /** Writes daybook.yml anew: where the state is, and more. */
  void configure(String more) throws IOException {
    Files.writeString(
        folder.resolve("daybook.yml"),
        "state: {url: \"%s\", user: %s, password: {env: STATE}}\n"
                .formatted(database.url(), database.user())
            + more);
  }

  @Override
  public void close() throws IOException {
    state.close();
    unlinkDefinitions(folder);
  }
}
