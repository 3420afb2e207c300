package io.daybook.postgres;

import java.io.IOException;
import java.nio.file.Path;

/** Opens the server of a directory, says its port, closes it when told to. */
final class ServerProcess {
  private ServerProcess() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println("up now");
    try (PostgresServer server = PostgresServer.open(Path.of(arguments[0]))) {
      System.out.println("port " + server.port());
      int told = System.in.read();
      System.out.println("told " + told);
    }
  }
}
