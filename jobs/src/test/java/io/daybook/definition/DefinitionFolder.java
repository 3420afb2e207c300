package io.daybook.definition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A copy of what this project defines for Renoz, to be broken and mended. */
public final class DefinitionFolder {
  private final Path sql;
  private final String source;

  private DefinitionFolder(Path sql, String source) {
    this.sql = sql;
    this.source = source;
  }

  /** A copy of Renoz's as {@code <sql>/renoz}. */
  public static DefinitionFolder copy(Path sql) throws IOException {
    return copy(sql, "renoz");
  }

  /** A copy as {@code <sql>/<source>}. */
  public static DefinitionFolder copy(Path sql, String source) throws IOException {
    Path from = Renoz.SQL.resolve(source);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = sql.resolve(source).resolve(from.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
    return new DefinitionFolder(sql, source);
  }

  /** The folder {@code sql/}. */
  public Path sql() {
    return sql;
  }

  /** A file of the source. */
  public Path file(String name) {
    return sql.resolve(source).resolve(name);
  }

  /** Replaces a text that must stand in the file. */
  public DefinitionFolder replace(String name, String before, String after) {
    try {
      String text = Files.readString(file(name));
      if (!text.contains(before)) {
        throw new IllegalArgumentException(name + " does not hold " + before);
      }
      Files.writeString(file(name), text.replace(before, after));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads and proves it. */
  public SourceDefinition load() {
    return SourceDefinition.load(sql, source);
  }
}
