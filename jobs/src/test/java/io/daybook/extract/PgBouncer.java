package io.daybook.extract;

import io.daybook.Eventually;
import io.daybook.Programs;
import io.daybook.postgres.TestPostgres;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PgBouncer before a test's database: whoever comes shares a few sessions of the owner's. */
final class PgBouncer implements AutoCloseable {
  /** Sessions with the server. */
  static final int SESSIONS = 6;

  private static final String PROGRAM = "pgbouncer";

  private final Process process;
  private final String url;

  private PgBouncer(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts one.
   *
   * @param mode {@code transaction} or {@code session}
   */
  static PgBouncer start(Path folder, TestPostgres database, String mode) throws IOException {
    Programs.require(PROGRAM);
    URI server = URI.create(database.url().substring("jdbc:".length()));
    int port = freePort();
    Path settings = folder.resolve("pgbouncer.ini");
    Files.writeString(
        settings,
        """
        [databases]
        pooled = host=%s port=%d dbname=%s user=%s password='%s'
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = any
        pool_mode = %s
        default_pool_size = %d
        %s
        """
            .formatted(
                server.getHost(),
                server.getPort(),
                server.getPath().substring(1),
                database.user(),
                database.password(),
                port,
                mode,
                SESSIONS,
                keepsStatementsApart() ? "max_prepared_statements = 0" : ""));
    List<String> command = new ArrayList<>(List.of(PROGRAM));
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("-u", "nobody")); // it does not run as root
    }
    command.add(settings.toString());
    File log = folder.resolve("pgbouncer.log").toFile();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    Eventually.until("the pooler listens", () -> listens(process, port, log));
    return new PgBouncer(process, "jdbc:postgresql://127.0.0.1:" + port + "/pooled");
  }

  /** From 1.21 on it can give each client the statements that this client named. */
  private static boolean keepsStatementsApart() throws IOException {
    Process asked = new ProcessBuilder(PROGRAM, "--version").start();
    String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher version = Pattern.compile("PgBouncer (\\d+)\\.(\\d+)").matcher(answer);
    if (!version.find()) {
      throw new IllegalStateException("Cannot tell the version of PgBouncer from: " + answer);
    }
    int major = Integer.parseInt(version.group(1));
    return major > 1 || Integer.parseInt(version.group(2)) >= 21;
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static boolean listens(Process process, int port, File log) throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException(Files.readString(log.toPath()));
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false; // not yet
    }
  }

  String url() {
    return url;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
