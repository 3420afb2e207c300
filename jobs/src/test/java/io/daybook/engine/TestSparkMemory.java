package io.daybook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.postgres.ChildJvm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSparkMemory {
  @TempDir Path directory;

  /** Hashing cannot spill: what is too large for it ends a query, and must not end a night. */
  @Tag("slow")
  @Tag("promise")
  @Test
  void sortsWhatIsTooLargeToBeHashed() throws Exception {
    try (ChildJvm child =
        ChildJvm.start(List.of("-Xmx700m"), SmallSpark.class, directory.toString())) {
      assertThat(child.await("hashed"))
          .startsWith("RES-MEMORY Cannot query with spark")
          .contains("daybook serve --heap 4g");
      assertThat(child.await("written")).isEqualTo("300000");
      assertThat(child.await("files")).isEqualTo("true");
      assertThat(child.await("sorted")).isEqualTo("[200000, 200]");
      assertThat(child.exitCode()).isZero();
    }
  }
}
