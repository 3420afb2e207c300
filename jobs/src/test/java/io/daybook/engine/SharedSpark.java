package io.daybook.engine;

import io.daybook.warehouse.FileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps Spark running from the first test that needs it to the end of the JVM. */
public final class SharedSpark {
  private SharedSpark() {}

  /** Starts Spark, once; every engine that is opened later is a session of it. */
  public static void hold() {
    Keeper.ENGINE.name();
  }

  private static final class Keeper {
    static final Engine ENGINE = open();

    private static Engine open() {
      try {
        Path directory = Files.createTempDirectory("daybook-spark-");
        Engine engine =
            Engines.open(
                "spark",
                EngineSettings.defaults(directory),
                FileStore.open(directory.resolve("warehouse").toString()));
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> {
                      engine.close();
                      FileStore.open(directory.toString()).deleteFolder("");
                    }));
        return engine;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
