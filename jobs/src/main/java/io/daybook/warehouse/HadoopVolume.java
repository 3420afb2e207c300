package io.daybook.warehouse;

import static org.apache.hadoop.fs.Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIsNotEmptyDirectoryException;
import org.apache.hadoop.fs.RemoteIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of a shared filesystem. There is no hard link: a new name is a rename that refuses to
 * overwrite, in one step (HDFS), or a conditional put, visible at its end (object stores). Creating
 * the name and then writing would show readers half a manifest.
 */
final class HadoopVolume implements Volume {
  private static final Logger log = LoggerFactory.getLogger(HadoopVolume.class);

  private final FileSystem system;
  private final Path root;

  private HadoopVolume(FileSystem system, Path root) {
    this.system = system;
    this.root = root;
  }

  static HadoopVolume open(URI root) throws IOException {
    FileSystem system = FileSystem.get(root, new Configuration());
    // listings come with the host and port, which a root like hdfs:///warehouse leaves out
    return new HadoopVolume(system, system.makeQualified(new Path(root)));
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
    // names are durable there once created
  }

  @Override
  public boolean linkNew(String from, String to) throws IOException {
    try {
      if (system.hasPathCapability(root, FS_OPTION_CREATE_CONDITIONAL_OVERWRITE)) {
        put(from, to);
      } else {
        system.mkdirs(path(to).getParent());
        FileContext.getFileContext(system.getUri(), system.getConf())
            .rename(path(from), path(to), Options.Rename.NONE);
      }
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private void put(String from, String to) throws IOException {
    FSDataOutputStreamBuilder<?, ?> builder = system.createFile(path(to));
    builder.must(FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
    try (InputStream in = system.open(path(from));
        OutputStream out = builder.build()) {
      in.transferTo(out);
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
      entries.add(
          new Entry(
              relative(file.getPath()),
              file.getLen(),
              Instant.ofEpochMilli(file.getModificationTime())));
    }
    return entries;
  }

  /** A path that is not below the root would look like a file that no release names. */
  private String relative(Path file) throws IOException {
    URI relative = root.toUri().relativize(file.toUri());
    if (relative.isAbsolute() || relative.getPath().startsWith("/")) {
      throw new IOException("Cannot list " + root + ": " + file + " is not below it");
    }
    return relative.getPath();
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
    if (system.exists(path(folder))) {
      deleteEmptyBelow(path(folder));
    }
  }

  /** Never recursive: a file that appears meanwhile stops the deletion, and stays. */
  private void deleteEmptyBelow(Path folder) throws IOException {
    for (FileStatus child : system.listStatus(folder)) {
      if (child.isDirectory()) {
        deleteEmptyBelow(child.getPath());
        if (system.listStatus(child.getPath()).length == 0) {
          try {
            system.delete(child.getPath(), false);
          } catch (PathIsNotEmptyDirectoryException e) {
            log.debug("Kept {}: it is in use again", child.getPath());
          }
        }
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
