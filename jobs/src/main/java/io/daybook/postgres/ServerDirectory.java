package io.daybook.postgres;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The files of one server: {@code data}, {@code password}, {@code server.log}, {@code lock}.
 *
 * @param path absolute and free of links, so that all processes name it alike
 */
record ServerDirectory(Path path) {
  static final String PASSWORD = "password";

  private static final int PASSWORD_BYTES = 32;
  private static final long LOG_LIMIT = 8L << 20;

  /** A file lock belongs to the whole JVM, so its threads need one of their own. */
  private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

  static ServerDirectory create(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Path parent = directory.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      try {
        Files.createDirectory(
            directory,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(directory)) {
          throw e;
        }
      }
    }
    return new ServerDirectory(directory.toRealPath());
  }

  Path data() {
    return path.resolve("data");
  }

  Path lockFile() {
    return path.resolve("lock");
  }

  Path passwordFile() {
    return path.resolve(PASSWORD);
  }

  /** The server's log; the one before is kept when it has become large. */
  Path log() throws IOException {
    Path log = path.resolve("server.log");
    if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
      Files.move(log, path.resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    return log;
  }

  boolean hasData() {
    return Files.exists(data().resolve("PG_VERSION"));
  }

  /** Refuses data that this program's server cannot read. */
  void checkVersion() throws IOException {
    String found = Files.readString(data().resolve("PG_VERSION")).strip();
    if (!found.equals(Binaries.MAJOR_VERSION)) {
      throw DaybookException.of(
              Code.STATE_VERSION,
              "Cannot open the state in %s: it is data of PostgreSQL %s, this is PostgreSQL %s"
                  .formatted(path, found, Binaries.MAJOR_VERSION))
          .state("the data was not touched")
          .next(
              ("dump the database daybook with pg_dump of a PostgreSQL %s on %s, move that"
                      + " directory away, run daybook status once, load the dump with psql")
                  .formatted(found, data()))
          .build();
    }
  }

  /** The password of the server's role; made once, readable to its owner alone. */
  String password() throws IOException {
    if (Files.exists(passwordFile())) {
      return Files.readString(passwordFile()).strip();
    }
    if (hasData()) {
      throw DaybookException.of(
              Code.STATE_AUTH,
              "Cannot open the state in %s: its file %s is missing".formatted(path, PASSWORD))
          .state("the data was not touched")
          .next("restore " + passwordFile() + " from a backup")
          .build();
    }
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Path aside =
        Files.createTempFile(
            path,
            PASSWORD,
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(aside, password + "\n");
    Files.move(aside, passwordFile(), StandardCopyOption.ATOMIC_MOVE);
    return password;
  }

  /** Waits until no other process or thread opens or closes the server of this directory. */
  Held lock() throws IOException {
    ReentrantLock thread = THREADS.computeIfAbsent(path, any -> new ReentrantLock());
    thread.lock();
    FileChannel channel = null;
    try {
      channel = FileChannel.open(lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.lock();
      return new Held(channel, thread);
    } catch (IOException | RuntimeException e) {
      thread.unlock();
      if (channel != null) {
        channel.close();
      }
      throw e;
    }
  }

  /** The lock while it is held; it falls with the process, too. */
  record Held(FileChannel channel, ReentrantLock thread) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      try {
        channel.close();
      } finally {
        thread.unlock();
      }
    }
  }
}
