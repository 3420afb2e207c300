package io.daybook.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A real filesystem of a few megabytes; needs root. */
@EnabledOnOs(OS.LINUX)
class TestFullDisk {
  private Path disk;
  private TinyWarehouse warehouse;

  @BeforeEach
  void mount(@TempDir Path folder) throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
    Path point = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", point.toString()), "cannot mount");
    disk = point;
    warehouse = new TinyWarehouse(disk.resolve("tiny"));
    warehouse.publish("run-1");
  }

  @AfterEach
  void unmount() throws Exception {
    if (disk != null) {
      assertThat(run("umount", disk.toString())).isTrue();
    }
  }

  private static boolean run(String... command) throws Exception {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
  }

  @Test
  void saysSoKeepsThePublishedReleaseAndGoesOnOnceThereIsRoom() throws IOException {
    // a few pages stay, so that it is now a data file, now the database that does not fit
    for (long spare : List.of(0L, 16L << 10, 200L << 10)) {
      Path ballast = fill(spare);
      DaybookException failure =
          catchThrowableOfType(DaybookException.class, () -> warehouse.publish("run-2"));
      assertThat(failure).as("spare %d", spare).isNotNull();
      assertThat(failure.code()).as(failure.getMessage()).isEqualTo(Code.RES_DISK);
      assertThat(failure)
          .hasMessageContaining(warehouse.root.toString())
          .hasMessageMatching("(?s).*\n  free   \\d+ bytes\n.*")
          .hasMessageContaining("readers keep the published release");
      assertThat(warehouse.releases.numbers()).containsExactly(1L);
      assertThatCode(() -> warehouse.releases.verify(1)).doesNotThrowAnyException();
      warehouse.files.deleteFolder("data/run-2");
      Files.delete(ballast);
    }
    warehouse.publish("run-2");
    assertThatCode(() -> warehouse.releases.verify(2)).doesNotThrowAnyException();
  }

  private Path fill(long spare) throws IOException {
    Path ballast = disk.resolve("ballast");
    byte[] page = new byte[4096];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (Files.getFileStore(disk).getUsableSpace() > spare) {
        out.write(page);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
    return ballast;
  }
}
