package io.daybook.cli;

import static java.util.Objects.requireNonNull;

import io.daybook.demo.DemoServer;
import io.daybook.source.SourceSettings;
import java.util.Optional;

/**
 * A source that a command reads. The demo source's server lives as long as this is open.
 *
 * @param demo the demo's server; empty for a source of the configuration
 */
record OpenSource(String name, SourceSettings settings, Optional<DemoServer> demo)
    implements AutoCloseable {
  OpenSource {
    requireNonNull(name, "name is null");
    requireNonNull(settings, "settings is null");
    requireNonNull(demo, "demo is null");
  }

  /** The source of the configuration; one that it does not name may be the demo's. */
  static OpenSource open(Session session, String name) {
    boolean demo =
        session.configured(name).isEmpty()
            && name.equals(DemoServer.SOURCE)
            && DemoServer.exists(session.config());
    if (demo) {
      DemoServer server = DemoServer.open(session.config());
      return new OpenSource(name, server.settings(session.model(name)), Optional.of(server));
    }
    return new OpenSource(name, Settings.source(session.config().source(name)), Optional.empty());
  }

  @Override
  public void close() {
    demo.ifPresent(DemoServer::close);
  }
}
