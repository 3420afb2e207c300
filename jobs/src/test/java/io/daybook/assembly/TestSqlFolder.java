package io.daybook.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.definition.SourceDefinition;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSqlFolder {
  @TempDir Path path;
  private final Queue<Code> failures = new ArrayDeque<>();
  private SqlFolder folder;

  @BeforeEach
  void open() throws IOException {
    Files.writeString(
        Files.createDirectories(path.resolve("shop")).resolve("source.yml"), "source: shop\n");
    folder = new SqlFolder(path, this::load);
  }

  private SourceDefinition load(Path sql, String source) {
    throw DaybookException.of(failures.remove(), "Cannot load " + source)
        .state("nothing was changed")
        .next("try again")
        .build();
  }

  private void failsWith(Code code) {
    assertThatThrownBy(() -> folder.definition("shop"))
        .isInstanceOfSatisfying(DaybookException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void remembersWhatIsWrongWithTheFilesAndNoOtherFailure() {
    failures.addAll(List.of(Code.ENGINE_FAILED, Code.DEF_INVALID));
    failsWith(Code.ENGINE_FAILED);
    failsWith(Code.DEF_INVALID);
    failsWith(Code.DEF_INVALID);
    assertThat(failures).isEmpty();
  }
}
