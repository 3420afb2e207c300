package io.daybook.cli;

import io.daybook.cli.screen.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** Runs command lines in this JVM and keeps what they print. */
final class CommandLines {
  private final Path home;
  private final Map<String, String> environment;

  CommandLines(Path home, Map<String, String> environment) {
    this.home = home;
    this.environment = environment;
  }

  /** The project that is tested, with the definitions that lie in it. */
  static Path project() {
    return Path.of(System.getProperty("daybook.home")).toAbsolutePath();
  }

  record Result(int exitCode, String out, String err) {}

  Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false);
    int exitCode =
        new Shell(new Session(home, environment::get, terminal, Clock.systemUTC(), logs -> {}))
            .run(arguments);
    terminal.out().flush();
    terminal.err().flush();
    return new Result(exitCode, out.toString(), err.toString());
  }
}
