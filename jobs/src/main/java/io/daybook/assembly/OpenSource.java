package io.daybook.assembly;

import static java.util.Objects.requireNonNull;

import io.daybook.demo.DemoServer;
import io.daybook.source.SourceSettings;
import java.util.Optional;

/**
 * A source that a command reads. A demo source's server lives as long as this is open.
 *
 * @param demo that server; empty for a source of the configuration
 */
public record OpenSource(String name, SourceSettings settings, Optional<DemoServer> demo)
    implements AutoCloseable {
  public OpenSource {
    requireNonNull(name, "name is null");
    requireNonNull(settings, "settings is null");
    requireNonNull(demo, "demo is null");
  }

  /** The source of the configuration; one that it does not name may be a demo's. */
  public static OpenSource open(Installation installation, String name) {
    boolean demo =
        installation.configured(name).isEmpty()
            && DemoServer.made(installation.config()).contains(name);
    if (demo) {
      DemoServer server = DemoServer.open(installation.config(), name);
      return new OpenSource(name, server.settings(), Optional.of(server));
    }
    return new OpenSource(
        name, Settings.source(installation.config().source(name)), Optional.empty());
  }

  @Override
  public void close() {
    demo.ifPresent(DemoServer::close);
  }
}
