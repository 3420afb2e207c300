package io.daybook.postgres;

import io.daybook.disk.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Runs {@code initdb} and {@code pg_ctl} on one directory. */
final class ServerPrograms {
  private static final String START_SECONDS = "120";
  private static final String STOP_SECONDS = "60";
  private static final int MESSAGE_LINES = 12;

  private final ServerDirectory directory;
  private final Binaries binaries;

  ServerPrograms(ServerDirectory directory, Binaries binaries) {
    this.directory = directory;
    this.binaries = binaries;
  }

  /** Creates the data directory: all of it, or none that anybody sees. */
  void create(String user) throws IOException {
    sweep();
    Path aside = Files.createTempDirectory(directory.path(), "creating-");
    run(
        "create the data directory",
        "initdb",
        "--pgdata=" + aside,
        "--username=" + user,
        "--auth=scram-sha-256",
        "--pwfile=" + directory.passwordFile(),
        "--encoding=UTF8",
        "--locale=C",
        "--no-instructions");
    Path settings = aside.resolve("postgresql.conf");
    Files.writeString(
        settings, Files.readString(settings) + "\ninclude_if_exists 'daybook.conf'\n");
    Files.move(aside, directory.data(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Starts the server and waits until it accepts sessions; it outlives this process. */
  void start() throws IOException {
    run(
        "start the state server",
        "pg_ctl",
        "start",
        "--wait",
        "--silent",
        "--timeout=" + START_SECONDS,
        "--pgdata=" + directory.data(),
        "--log=" + directory.log());
  }

  /** Stops the server, ends its sessions and waits until it is gone. */
  void stop() throws IOException {
    run(
        "stop the state server",
        "pg_ctl",
        "stop",
        "--wait",
        "--silent",
        "--mode=fast",
        "--timeout=" + STOP_SECONDS,
        "--pgdata=" + directory.data());
  }

  /** Deletes the folders of creations that were killed. */
  void sweep() throws IOException {
    try (Stream<Path> files = Files.list(directory.path())) {
      for (Path file :
          files.filter(path -> path.getFileName().toString().startsWith("creating-")).toList()) {
        Folders.delete(file);
      }
    }
  }

  private void run(String what, String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    boolean root = runsAsRoot();
    if (root) {
      // PostgreSQL refuses uid 0. In a user namespace of its own the uid has no name and no power,
      // while the files stay ours.
      command.addAll(List.of("unshare", "--user"));
    }
    command.add(binaries.program(program));
    command.addAll(List.of(arguments));
    Outcome outcome = run(command);
    if (outcome.exit == 0) {
      return;
    }
    if (root && outcome.text.startsWith("unshare")) {
      throw Failures.unavailable(
              directory.path(), what, "PostgreSQL does not run as root, and " + outcome.text)
          .state("nothing was started")
          .next("run Daybook as another user, or give the URL of a PostgreSQL for the state")
          .build();
    }
    throw Failures.unavailable(
            directory.path(), what, program + " ended with exit code " + outcome.exit)
        .line("output", outcome.text.isEmpty() ? "(none)" : outcome.text)
        .line("log", lastLines(directory.log()))
        .state("the data in " + directory.data() + " is kept")
        .next("see the log, mend its cause and run the command again")
        .build();
  }

  private Outcome run(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(directory.path().toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    // macOS starts threads for other locales, which the server refuses.
    builder.environment().put("LC_ALL", "C");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      // The program itself is missing, unshare for instance.
      return new Outcome(127, command.get(0) + " cannot be run: " + e.getMessage());
    }
    try {
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), tail(text.lines().toList()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.unavailable(directory.path(), "wait for " + command, "interrupted")
          .cause(e)
          .build();
    }
  }

  private boolean runsAsRoot() throws IOException {
    boolean root = Integer.valueOf(0).equals(Files.getAttribute(directory.lockFile(), "unix:uid"));
    return root && System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux");
  }

  private static String lastLines(Path log) throws IOException {
    return Files.exists(log) ? tail(Files.readAllLines(log)) : "(none)";
  }

  private static String tail(List<String> lines) {
    return String.join("\n", lines.subList(Math.max(0, lines.size() - MESSAGE_LINES), lines.size()))
        .strip();
  }

  private record Outcome(int exit, String text) {}
}
