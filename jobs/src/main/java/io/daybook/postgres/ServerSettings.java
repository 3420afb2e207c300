package io.daybook.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file {@code daybook.conf} in the data directory, written before each start. */
final class ServerSettings {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_.]*");
  private static final Pattern PORT = Pattern.compile("(?m)^port = '(\\d+)'$");

  /** For a small machine that has other work to do. */
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("listen_addresses", "127.0.0.1"),
          // A path of a socket may have 107 bytes only; the loopback interface works everywhere.
          Map.entry("unix_socket_directories", ""),
          Map.entry("password_encryption", "scram-sha-256"),
          Map.entry("max_connections", "100"),
          Map.entry("shared_buffers", "32MB"),
          Map.entry("max_wal_size", "256MB"),
          Map.entry("jit", "off"),
          Map.entry("fsync", "on"),
          Map.entry("full_page_writes", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("timezone", "UTC"),
          Map.entry("log_timezone", "UTC"));

  private ServerSettings() {}

  /**
   * Writes the settings with a free port: the last one if possible, so that pools find it again.
   */
  static void write(Path data, Map<String, String> extra) throws IOException {
    Path file = data.resolve("daybook.conf");
    Map<String, String> settings = new TreeMap<>(DEFAULTS);
    settings.put("port", Integer.toString(freePort(lastPort(file))));
    settings.putAll(extra);
    StringBuilder text = new StringBuilder("# Written by Daybook before each start.\n");
    settings.forEach(
        (name, value) -> {
          if (!NAME.matcher(name).matches() || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("Invalid server setting: " + name);
          }
          text.append(name).append(" = '").append(value.replace("'", "''")).append("'\n");
        });
    Files.writeString(file, text);
  }

  private static OptionalInt lastPort(Path file) throws IOException {
    if (!Files.exists(file)) {
      return OptionalInt.empty();
    }
    Matcher port = PORT.matcher(Files.readString(file));
    return port.find() ? OptionalInt.of(Integer.parseInt(port.group(1))) : OptionalInt.empty();
  }

  private static int freePort(OptionalInt wanted) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    if (wanted.isPresent()) {
      try (ServerSocket socket = new ServerSocket(wanted.getAsInt(), 1, loopback)) {
        return socket.getLocalPort();
      } catch (IOException inUse) {
        return freePort(OptionalInt.empty());
      }
    }
    try (ServerSocket socket = new ServerSocket(0, 1, loopback)) {
      return socket.getLocalPort();
    }
  }
}
