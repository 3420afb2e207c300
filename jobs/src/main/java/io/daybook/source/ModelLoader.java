package io.daybook.source;

import java.nio.file.Path;

@SuppressWarnings("DoNotCallSuggester")
final class ModelLoader {
  private final Path directory;
  private final String source;

  ModelLoader(Path directory, String source) {
    this.directory = directory;
    this.source = source;
  }

  SourceModel load() {
    throw new UnsupportedOperationException(directory + source);
  }
}
