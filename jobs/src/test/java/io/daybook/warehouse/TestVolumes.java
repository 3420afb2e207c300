package io.daybook.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestVolumes {
  @TempDir Path folder;

  /** Both kinds, over the same filesystem. */
  enum Kind {
    LOCAL,
    HADOOP;

    Volume open(Path root) throws IOException {
      return this == LOCAL ? new LocalVolume(root) : HadoopVolume.open(root.toUri());
    }
  }

  private static void write(Volume volume, String path, String text) throws IOException {
    try (OutputStream out = volume.create(path)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    volume.seal(path);
  }

  private static String read(Volume volume, String path) throws IOException {
    try (InputStream in = volume.open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> paths(Volume volume, String under) throws IOException {
    List<String> paths = new ArrayList<>();
    for (Volume.Entry entry : volume.list(under)) {
      assertThat(entry.bytes()).isEqualTo(volume.length(entry.path()));
      paths.add(entry.path());
    }
    return paths.stream().sorted().toList();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void writesListsAndDeletesByThePathsItWasGiven(Kind kind) throws IOException {
    Volume volume = kind.open(folder.resolve("a warehouse/tiny"));
    assertThat(volume.list("data")).isEmpty();
    volume.deleteEmptyFolders("data");
    write(volume, "data/run 1/raw/a.parquet", "a");
    write(volume, "data/run 1/raw/b.parquet", "bb");
    volume.syncFolder("data/run 1/raw");
    assertThat(paths(volume, "data"))
        .containsExactly("data/run 1/raw/a.parquet", "data/run 1/raw/b.parquet");
    assertThat(volume.length("data/run 1/raw/none")).isEqualTo(-1);
    assertThat(volume.freeBytes()).isPositive();

    volume.delete("data/run 1/raw/a.parquet");
    volume.delete("data/run 1/raw/a.parquet");
    volume.deleteEmptyFolders("data");
    assertThat(paths(volume, "data")).containsExactly("data/run 1/raw/b.parquet");
    volume.delete("data/run 1/raw/b.parquet");
    volume.deleteEmptyFolders("data");
    assertThat(folder.resolve("a warehouse/tiny/data")).isEmptyDirectory();
    write(volume, "data/x/y", "z");
    volume.deleteFolder("data/x");
    volume.deleteFolder("data/x");
    assertThat(folder.resolve("a warehouse/tiny/data")).isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void givesANameOnceAndNeverOverwrites(Kind kind) throws IOException {
    Volume volume = kind.open(folder.resolve("tiny"));
    write(volume, "releases/one.aside", "one");
    write(volume, "releases/two.aside", "two");
    assertThat(volume.linkNew("releases/one.aside", "releases/1.json")).isTrue();
    assertThat(volume.linkNew("releases/two.aside", "releases/1.json")).isFalse();
    assertThat(read(volume, "releases/1.json")).isEqualTo("one");
    assertThat(catchThrowableOfType(IOException.class, () -> volume.create("releases/1.json")))
        .isInstanceOfAny(
            FileAlreadyExistsException.class,
            org.apache.hadoop.fs.FileAlreadyExistsException.class);
    assertThat(read(volume, "releases/1.json")).isEqualTo("one");
  }

  @Test
  void takesALinkThatIsItsOwnForMade() throws IOException {
    Volume volume = new LocalVolume(folder);
    write(volume, "aside", "one");
    assertThat(volume.linkNew("aside", "1.json")).isTrue();
    assertThat(volume.linkNew("aside", "1.json")).isTrue();
  }

  @Test
  void neverLeavesTheWarehouse() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LocalVolume(folder).length("../secret"))
        .withMessage("Invalid path: ../secret leaves the warehouse");
  }

  @Test
  void saysWhichWarehouseCannotBeOpened() {
    DaybookException failure =
        catchThrowableOfType(
            DaybookException.class, () -> FileStore.open("nowhere://host/warehouse"));
    assertThat(failure.code()).isEqualTo(Code.RES_IO);
    assertThat(failure).hasMessageContaining("Cannot open the warehouse nowhere://host/warehouse");
  }

  @Test
  void sealsWhatAnEngineWroteAsItSealsItsOwn() throws IOException {
    FileStore files = FileStore.open(folder.resolve("tiny").toUri().toString());
    NewFile own = files.create("data/own");
    own.create(0).write(new byte[] {1, 2, 3});
    DataFile sealed = own.seal(1);
    Files.write(files.local("data/engine"), new byte[] {1, 2, 3});
    DataFile engine = files.seal("data/engine", 1);
    assertThat(sealed.sha256()).isEqualTo(engine.sha256());
    assertThat(sealed.bytes()).isEqualTo(engine.bytes()).isEqualTo(3);
  }
}
