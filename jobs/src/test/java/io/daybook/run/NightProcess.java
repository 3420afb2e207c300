package io.daybook.run;

import io.daybook.definition.SourceDefinition;
import io.daybook.fault.DaybookException;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceSettings;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/**
 * A night of {@link ShopNights} in a process of its own, which dies ({@code kill}) or waits for a
 * line ({@code wait}) at a named place. Says {@code REACHED <place>}, {@code PUBLISHED <n>} or
 * {@code FAILED <code>}.
 */
final class NightProcess {
  private NightProcess() {}

  /** Arguments: see {@link ShopNights#process}. */
  public static void main(String[] args) {
    Path sql = Path.of(args[0]);
    Path directory = Path.of(args[1]);
    try (State state =
        State.open(StateSettings.server(args[2], args[3], args[4]), Clock.systemUTC())) {
      SourceDefinition definition =
          SourceDefinition.load(sql, SourceModel.load(sql, BookShop.NAME));
      SourceSettings reader = SourceSettings.of(args[5], args[6], BookShop.PASSWORD);
      NightSetup setup = BookShop.setup(definition, reader, state, directory);
      long release = new Night(setup, new Stop(args[7], args[8])).run("duckdb").release();
      System.out.println("PUBLISHED " + release);
    } catch (DaybookException e) {
      System.out.println("FAILED " + e.code().text());
      System.exit(e.kind().exitCode());
    }
  }

  /** Stops the process at a place. */
  private record Stop(String how, String at) implements RunListener {
    @Override
    public void reached(String point) {
      if (!point.equals(at)) {
        return;
      }
      System.out.println("REACHED " + point);
      if (how.equals("kill")) {
        Runtime.getRuntime().halt(137);
      }
      try {
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
