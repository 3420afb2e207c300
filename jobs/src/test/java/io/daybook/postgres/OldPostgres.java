package io.daybook.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A server of another major version than Daybook's own, started from a jar of binaries. Its {@code
 * initdb} and settings are older than what {@link PostgresServer} asks for.
 */
public final class OldPostgres implements AutoCloseable {
  private final Path home;
  private final Path data;
  private final int port;

  private OldPostgres(Path home, Path data, int port) {
    this.home = home;
    this.data = data;
    this.port = port;
  }

  /** Unpacks, creates and starts a server that trusts everybody on the loopback interface. */
  public static OldPostgres start(Path jar, Path directory) throws IOException {
    Path home = Files.createDirectories(directory.resolve("home"));
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry archive =
          zip.stream().filter(entry -> entry.getName().endsWith(".txz")).findFirst().orElseThrow();
      try (InputStream file = zip.getInputStream(archive)) {
        Binaries.unpack(file, home);
      }
    }
    OldPostgres server = new OldPostgres(home, directory.resolve("data"), freePort());
    server.run("initdb", "-D", server.data.toString(), "-U", "daybook", "-A", "trust", "-N");
    Files.writeString(
        server.data.resolve("postgresql.conf"),
        "listen_addresses = '127.0.0.1'\nport = %d\nunix_socket_directories = ''\nfsync = off\n"
            .formatted(server.port));
    server.run("pg_ctl", "start", "-w", "-D", server.data.toString(), "-l", directory + "/log");
    return server;
  }

  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  public String user() {
    return "daybook";
  }

  @Override
  public void close() throws IOException {
    run("pg_ctl", "stop", "-w", "-m", "fast", "-D", data.toString());
  }

  private void run(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (Integer.valueOf(0).equals(Files.getAttribute(home, "unix:uid"))) {
      command.addAll(List.of("unshare", "--user"));
    }
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    Path output = home.resolve(program + ".output");
    // A file and no pipe: the server inherits it and would keep a pipe open.
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("LC_ALL", "C");
    try {
      int exit = builder.start().waitFor();
      if (exit != 0) {
        throw new IOException(
            program
                + " ended with "
                + exit
                + ": "
                + Files.readString(output, StandardCharsets.UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
