package io.daybook.bench;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;

/** The source of the benches, running for as long as this is open, for other programs to read. */
public final class LentSource implements AutoCloseable {
  private final BenchSource source;

  LentSource(BenchSource source) {
    this.source = requireNonNull(source, "source is null");
  }

  /** Its JDBC URL; holds no credentials. */
  public String url() {
    return source.settings().url();
  }

  /** The role that owns it. */
  public String user() {
    return source.settings().user();
  }

  /** Folder of its server: {@code password} and {@code data/postmaster.pid} lie there. */
  public Path server() {
    return source.folder();
  }

  /** What can take part, by program. */
  public Map<String, String> versions() {
    return Versions.of(source);
  }

  @Override
  public void close() {
    source.close();
  }
}
