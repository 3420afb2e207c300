package io.daybook.cli;

import io.daybook.cli.screen.Terminal;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/** Where the process begins. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    if (arguments.length == 1 && arguments[0].equals("--warm-up")) {
      warmUp();
      return;
    }
    Terminal terminal =
        new Terminal(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            Boolean.getBoolean("daybook.terminal"));
    Session session =
        new Session(
            home(),
            System::getenv,
            terminal,
            Clock.systemUTC(),
            logs -> System.setProperty("daybook.log", logs.toString()));
    System.exit(new Shell(session).run(arguments));
  }

  /** The project: the launcher says where it is; without it, the folder that java started in. */
  private static Path home() {
    return Path.of(System.getProperty("daybook.home", "")).toAbsolutePath().normalize();
  }

  /** Loads what every command loads; the launcher makes its class archive of this. */
  private static void warmUp() {
    PrintWriter nowhere =
        new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Terminal terminal = new Terminal(nowhere, nowhere, false);
    Shell shell =
        new Shell(new Session(home(), name -> null, terminal, Clock.systemUTC(), logs -> {}));
    shell.run("--help");
    shell.run("run", "--help");
    shell.run("--json", "version");
  }
}
