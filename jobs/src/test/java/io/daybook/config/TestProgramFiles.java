package io.daybook.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestProgramFiles {
  @TempDir Path directory;

  private String identity(Path... jars) {
    StringBuilder classPath = new StringBuilder();
    for (Path jar : jars) {
      classPath.append(classPath.isEmpty() ? "" : File.pathSeparator).append(jar);
    }
    return ProgramFiles.identity(classPath.toString()).orElse("");
  }

  @Test
  void tellsOneBuildFromAnother() throws IOException {
    Path one = Files.writeString(directory.resolve("daybook.jar"), "one");
    Path library = Files.writeString(directory.resolve("duckdb-1.jar"), "1");
    String before = identity(one, library);
    assertThat(before).isNotEmpty().isEqualTo(identity(one, library));
    assertThat(identity(one)).isNotEqualTo(before);
    Files.setLastModifiedTime(one, FileTime.fromMillis(0));
    assertThat(identity(one, library)).isNotEqualTo(before);
    Path newer = Files.move(library, directory.resolve("duckdb-2.jar"));
    assertThat(identity(one, newer)).isNotEqualTo(identity(one)).isNotEqualTo(before);
  }

  @Test
  void knowsNoClassesThatMayChangeUnderIt() throws IOException {
    Path jar = Files.writeString(directory.resolve("daybook.jar"), "one");
    assertThat(ProgramFiles.identity(jar + File.pathSeparator + directory)).isEmpty();
    assertThat(ProgramFiles.identity(jar + File.pathSeparator + directory.resolve("none.jar")))
        .isEqualTo(Optional.empty());
  }
}
