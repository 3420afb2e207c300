package io.daybook.warehouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
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
    Files.createDirectories(path(path).getParent());
    return Files.newOutputStream(
        path(path), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Override
  public void seal(String path) throws IOException {
    try (FileChannel channel = FileChannel.open(path(path), StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.setPosixFilePermissions(path(path), PosixFilePermissions.fromString("r--r--r--"));
  }

  @Override
  public void syncFolder(String folder) throws IOException {
    for (Path each = path(folder); each.startsWith(root); each = each.getParent()) {
      try (FileChannel channel = FileChannel.open(each, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  @Override
  public boolean linkNew(String from, String to) throws IOException {
    Files.createDirectories(path(to).getParent());
    try {
      Files.createLink(path(to), path(from));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
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
            try (var children = Files.list(directory)) {
              if (!directory.equals(path(folder)) && children.findAny().isEmpty()) {
                Files.deleteIfExists(directory);
              }
            }
            return FileVisitResult.CONTINUE;
          }
        });
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
