package io.daybook.delivery.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * A folder of a readable name that belongs to one owner, for good. Where the name belongs to
 * another, or a person has put something there, a few digits of the owner are added to it. Safe for
 * several threads and processes.
 */
public final class OwnedFolder {
  /** Says whose the folder is. */
  public static final String MARK = ".daybook";

  private static final String ASIDE = ".new-";
  private static final int FEW_DIGITS = 6;

  private OwnedFolder() {}

  /**
   * The owner's folder; made when there is none.
   *
   * @param name one that file systems take
   * @param owner hexadecimal digits, at least six, which no other owner has
   */
  public static Path of(Path parent, String name, String owner) throws IOException {
    return with(parent, name, owner, Map.of());
  }

  /**
   * The owner's folder with these files, durable; left as it is when it is there already.
   *
   * @param files by name
   */
  public static Path with(Path parent, String name, String owner, Map<String, byte[]> files)
      throws IOException {
    Files.createDirectories(parent);
    for (String each : List.of(name, name + " " + owner.substring(0, FEW_DIGITS))) {
      Path folder = parent.resolve(each);
      if (belongsTo(folder, owner) || publish(folder, owner, files)) {
        return folder;
      }
    }
    Path folder = parent.resolve(owner);
    if (belongsTo(folder, owner) || publish(folder, owner, files)) {
      return folder;
    }
    throw new IOException(folder + " was taken by something else");
  }

  /** Whether it belongs to some owner. */
  public static boolean isOwned(Path folder) {
    return Files.exists(folder.resolve(MARK));
  }

  private static boolean belongsTo(Path folder, String owner) throws IOException {
    Path mark = folder.resolve(MARK);
    return Files.isRegularFile(mark) && Files.readString(mark).strip().equals(owner);
  }

  /** False when something else has the name. */
  private static boolean publish(Path folder, String owner, Map<String, byte[]> files)
      throws IOException {
    if (Files.exists(folder)) {
      // Perhaps since a moment ago.
      return belongsTo(folder, owner);
    }
    Path parent = folder.getParent();
    Path aside = Files.createTempDirectory(parent, ASIDE);
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        writeDurably(aside.resolve(file.getKey()), file.getValue());
      }
      writeDurably(aside.resolve(MARK), (owner + "\n").getBytes(StandardCharsets.US_ASCII));
      Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rwxr-x---"));
      sync(aside);
      try {
        Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        // Another process was faster, perhaps with the same.
        if (!Files.exists(folder)) {
          throw e;
        }
        return belongsTo(folder, owner);
      }
      sync(parent);
      return true;
    } finally {
      remove(aside);
    }
  }

  private static void writeDurably(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
