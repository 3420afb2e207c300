package io.daybook.warehouse;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * A folder of a shared filesystem. There is no hard link: a new name is a copy that is created
 * without overwriting, which the filesystem decides in one step (HDFS by its lease, object stores
 * by a conditional put).
 */
final class HadoopVolume implements Volume {
  private final FileSystem system;
  private final Path root;

  private HadoopVolume(FileSystem system, Path root) {
    this.system = system;
    this.root = root;
  }

  static HadoopVolume open(URI root) {
    try {
      return new HadoopVolume(FileSystem.get(root, new Configuration()), new Path(root));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot open the warehouse " + root, e);
    }
  }

  private Path path(String path) {
    return path.isEmpty() ? root : new Path(root, path);
  }

  @Override
  public OutputStream create(String path) throws IOException {
    return system.create(path(path), false);
  }

  @Override
  public void seal(String path) throws IOException {
    if (!system.exists(path(path))) {
      throw new FileNotFoundException(path);
    }
  }

  @Override
  public void syncFolder(String folder) {
    // names are durable once created there
  }

  @Override
  public boolean linkNew(String from, String to) throws IOException {
    try (InputStream in = system.open(path(from));
        OutputStream out = system.create(path(to), false)) {
      in.transferTo(out);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  @Override
  public InputStream open(String path) throws IOException {
    return system.open(path(path));
  }

  @Override
  public long length(String path) throws IOException {
    try {
      return system.getFileStatus(path(path)).getLen();
    } catch (FileNotFoundException e) {
      return -1;
    }
  }

  @Override
  public List<Entry> list(String folder) throws IOException {
    List<Entry> entries = new ArrayList<>();
    if (!system.exists(path(folder))) {
      return entries;
    }
    RemoteIterator<LocatedFileStatus> files = system.listFiles(path(folder), true);
    while (files.hasNext()) {
      LocatedFileStatus file = files.next();
      String relative = root.toUri().relativize(file.getPath().toUri()).getPath();
      entries.add(
          new Entry(relative, file.getLen(), Instant.ofEpochMilli(file.getModificationTime())));
    }
    return entries;
  }

  @Override
  public void delete(String path) throws IOException {
    system.delete(path(path), false);
  }

  @Override
  public void deleteFolder(String folder) throws IOException {
    system.delete(path(folder), true);
  }

  @Override
  public void deleteEmptyFolders(String folder) throws IOException {
    if (!system.exists(path(folder))) {
      return;
    }
    for (FileStatus child : system.listStatus(path(folder))) {
      if (child.isDirectory() && !system.listFiles(child.getPath(), true).hasNext()) {
        system.delete(child.getPath(), true);
      }
    }
  }

  @Override
  public long freeBytes() throws IOException {
    return system.getStatus(root).getRemaining();
  }

  @Override
  public String absolute(String path) {
    return path(path).toString();
  }
}
