package io.daybook.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Contents in a folder, so that the processes of a test share them. */
record FolderContents(Path folder) implements Contents {
  @Override
  public void keep(String sha256, byte[] bytes) {
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve(sha256);
      if (!Files.exists(file)) {
        Path aside = Files.createTempFile(folder, sha256, ".new");
        Files.write(aside, bytes);
        Files.move(aside, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public byte[] read(String sha256) {
    try {
      return Files.readAllBytes(folder.resolve(sha256));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
