package io.daybook.delivery;

import static java.util.Objects.requireNonNull;

import io.daybook.delivery.smtp.OneLine;
import io.daybook.delivery.smtp.Unusable;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Deliveries as files. Each has a folder of its own, which appears whole or not at all; writing the
 * same delivery again changes nothing, so it needs no care about doing it twice.
 */
final class DeliveryFolder {
  private static final int KEY_DIGITS = 12;

  private final Path root;

  DeliveryFolder(Path root) {
    this.root = requireNonNull(root, "root is null").toAbsolutePath().normalize();
  }

  /** Writes a mail that goes to nobody: as it would be sent, and its attachments beside it. */
  Path shadow(Delivery delivery, List<LoadedPart> parts, Map<String, byte[]> more) {
    DeliveryKey key = delivery.key();
    Path folder =
        root.resolve("shadow")
            .resolve(OneLine.fileName(key.source()))
            .resolve(OneLine.fileName(key.tenant()))
            .resolve(OneLine.fileName(key.occurrence()));
    return write(folder.resolve(name(delivery)), parts, more);
  }

  /** Writes the files of a delivery into the folder that is its recipient. */
  Path live(Delivery delivery, List<LoadedPart> parts) throws Unusable {
    Path folder = root.resolve("live").resolve(delivery.key().recipient()).normalize();
    if (!folder.startsWith(root.resolve("live"))) {
      throw new Unusable("no folder below the configured one: " + delivery.key().recipient());
    }
    return write(folder.resolve(name(delivery)), parts, Map.of());
  }

  private static String name(Delivery delivery) {
    DeliveryKey key = delivery.key();
    return OneLine.fileName(key.occurrence() + " " + key.report() + " " + key.recipient())
        + " "
        + key.hash().substring(0, KEY_DIGITS);
  }

  private Path write(Path folder, List<LoadedPart> parts, Map<String, byte[]> more) {
    if (Files.isDirectory(folder)) {
      return folder;
    }
    Map<String, byte[]> files = new LinkedHashMap<>(more);
    for (LoadedPart each : parts) {
      switch (each.part().role()) {
        case HTML -> files.put("message.html", each.bytes());
        case TEXT -> files.put("message.txt", each.bytes());
        case IMAGE -> files.put(each.part().name(), each.bytes());
        case ATTACHMENT -> files.put(free(each.part().name(), files), each.bytes());
      }
    }
    try {
      Files.createDirectories(folder.getParent());
      Path aside = Files.createTempDirectory(folder.getParent(), ".new-");
      try {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
          writeDurably(aside.resolve(file.getKey()), file.getValue());
        }
        publish(aside, folder);
      } finally {
        remove(aside);
      }
      return folder;
    } catch (IOException e) {
      throw DaybookException.of(
              Code.RES_IO, "Cannot write into the folder " + folder.getParent() + ": " + e)
          .state("nothing was handed over; it is tried again")
          .next("see that the folder can be written and has room")
          .cause(e)
          .build();
    }
  }

  /** Two attachments of one name keep both. */
  private static String free(String name, Map<String, byte[]> taken) {
    String free = name;
    for (int i = 2; taken.containsKey(free); i++) {
      free = i + " " + name;
    }
    return free;
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

  private static void publish(Path aside, Path folder) throws IOException {
    Files.setPosixFilePermissions(
        aside, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-x---"));
    try {
      Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // Another process that stood still has written the same meanwhile.
      if (!Files.isDirectory(folder)) {
        throw e;
      }
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
