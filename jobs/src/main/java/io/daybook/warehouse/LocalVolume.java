package io.daybook.warehouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder of this machine. */
final class LocalVolume implements Volume {
  private final Path root;

  LocalVolume(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  Path path(String path) {
    Path resolved = root.resolve(path).normalize();
    if (!resolved.startsWith(root)) {
      throw new IllegalArgumentException("Invalid path: " + path + " leaves the warehouse");
    }
    return resolved;
  }

  @Override
  public OutputStream create(String path) throws IOException {
    createFolders(path(path).getParent());
    return Files.newOutputStream(
        path(path), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** The root, and what is missing above it, is durable at once: {@link #syncFolder} ends there. */
  private void createFolders(Path folder) throws IOException {
    if (!Files.isDirectory(root)) {
      Path existing = root;
      while (!Files.exists(existing)) {
        existing = existing.getParent();
      }
      Files.createDirectories(root);
      for (Path each = root.getParent(); each.startsWith(existing); each = each.getParent()) {
        sync(each);
      }
    }
    Files.createDirectories(folder);
  }

  /** The mode goes first, so that one sync covers it; syncing needs no right to write. */
  @Override
  public void seal(String path) throws IOException {
    Files.setPosixFilePermissions(path(path), PosixFilePermissions.fromString("r--r--r--"));
    sync(path(path));
  }

  @Override
  public void syncFolder(String folder) throws IOException {
    for (Path each = path(folder); each.startsWith(root); each = each.getParent()) {
      sync(each);
    }
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public boolean linkNew(String from, String to) throws IOException {
    createFolders(path(to).getParent());
    try {
      Files.createLink(path(to), path(from));
      return true;
    } catch (FileAlreadyExistsException e) {
      // a network filesystem repeats a call whose answer was lost, and then finds its own link
      return Files.isSameFile(path(to), path(from));
    }
  }

  @Override
  public InputStream open(String path) throws IOException {
    return Files.newInputStream(path(path));
  }

  @Override
  public long length(String path) throws IOException {
    try {
      return Files.size(path(path));
    } catch (NoSuchFileException e) {
      return -1;
    }
  }

  @Override
  public List<Entry> list(String folder) throws IOException {
    List<Entry> entries = new ArrayList<>();
    if (!Files.isDirectory(path(folder))) {
      return entries;
    }
    Files.walkFileTree(
        path(folder),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String relative = root.relativize(file).toString().replace('\\', '/');
            entries.add(
                new Entry(relative, attributes.size(), attributes.lastModifiedTime().toInstant()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE; // another process removed it meanwhile
            }
            throw e;
          }
        });
    return entries;
  }

  @Override
  public void delete(String path) throws IOException {
    Files.deleteIfExists(path(path));
  }

  @Override
  public void deleteFolder(String folder) throws IOException {
    if (!Files.isDirectory(path(folder))) {
      return;
    }
    Files.walkFileTree(
        path(folder),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException e)
              throws IOException {
            if (e != null) {
              throw e;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void deleteEmptyFolders(String folder) throws IOException {
    if (!Files.isDirectory(path(folder))) {
      return;
    }
    Files.walkFileTree(
        path(folder),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException e)
              throws IOException {
            if (e != null) {
              throw e;
            }
            if (!directory.equals(path(folder)) && isEmpty(directory)) {
              try {
                Files.deleteIfExists(directory);
              } catch (DirectoryNotEmptyException filled) {
                return FileVisitResult.CONTINUE; // somebody began to use it meanwhile
              }
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.findAny().isEmpty();
    }
  }

  @Override
  public long freeBytes() throws IOException {
    Path existing = root;
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    return Files.getFileStore(existing).getUsableSpace();
  }

  @Override
  public String absolute(String path) {
    return path(path).toString();
  }
}
