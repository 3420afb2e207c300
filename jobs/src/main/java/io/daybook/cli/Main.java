package io.daybook.cli;

import io.daybook.cli.screen.Terminal;
import io.daybook.config.LogFormat;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;

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
    Session session = new Session(home(), System::getenv, terminal, Clock.systemUTC(), Main::logTo);
    System.exit(new Shell(session).run(arguments));
  }

  /** What the configuration of the log reads; one that is in force already is read again. */
  private static void logTo(Path folder, LogFormat format) {
    String before = System.setProperty("daybook.log", folder.toString());
    String formatBefore = System.setProperty("daybook.log.format", format.text());
    boolean isOther = !folder.toString().equals(before) || !format.text().equals(formatBefore);
    if (before != null
        && isOther
        && LogManager.getContext(false) instanceof LoggerContext context) {
      context.reconfigure();
    }
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
