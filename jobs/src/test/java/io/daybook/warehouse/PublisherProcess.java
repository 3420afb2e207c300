package io.daybook.warehouse;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A publisher of its own: for every line that it reads it publishes one release after the number in
 * that line, and says {@code won} or {@code lost} with the number.
 */
public final class PublisherProcess {
  private PublisherProcess() {}

  /** Root of the warehouse, name of the publisher, how many releases. */
  public static void main(String[] arguments) throws IOException {
    TinyWarehouse warehouse = new TinyWarehouse(Path.of(arguments[0]));
    Manifest database = warehouse.releases.load(1);
    warehouse.reuseDatabase(database);
    List<Manifest> prepared = new ArrayList<>();
    for (int i = 1; i <= Integer.parseInt(arguments[2]); i++) {
      prepared.add(warehouse.prepare(arguments[1] + "-" + i, i));
    }
    System.out.println("ready " + prepared.size());
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Manifest manifest = prepared.get(Integer.parseInt(line) - 1);
      try {
        warehouse.releases.publish(manifest);
        System.out.println("outcome won " + manifest.run());
      } catch (DaybookException e) {
        if (e.code() != Code.PUBLISH_CONFLICT) {
          throw e;
        }
        System.out.println("outcome lost " + manifest.run());
      }
    }
  }
}
