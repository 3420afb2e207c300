package io.daybook.warehouse;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A folder of this machine that fails when told, and remembers what was asked of it. */
final class FaultyVolume implements Volume {
  private final Volume real;
  private final List<String> calls = new ArrayList<>();
  private int failAt;
  private String failName = "";
  private boolean afterwards;
  private boolean vanishes;
  private boolean vanished;
  private final AtomicLong room = new AtomicLong(Long.MAX_VALUE);

  FaultyVolume(Path root) {
    this.real = new LocalVolume(root);
  }

  /** The nth call from now on fails, and changes nothing. */
  void failAt(int nth) {
    calls.clear();
    failAt = nth;
  }

  /** Every call of this name fails; where {@code afterwards}, once it has done its work. */
  void failOn(String name, boolean doneFirst) {
    calls.clear();
    failName = name;
    afterwards = doneFirst;
  }

  /** The first call of this name does its work and fails, and all that follow fail. */
  void vanishAfter(String name) {
    failOn(name, true);
    vanishes = true;
  }

  /** Only so many bytes fit. */
  void room(long bytes) {
    room.set(bytes);
  }

  void heal() {
    failAt = 0;
    failName = "";
    afterwards = false;
    vanishes = false;
    vanished = false;
    room.set(Long.MAX_VALUE);
  }

  /** What was asked since faults were last set: {@code seal data/...}. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  /** A call that may fail. */
  private interface Call<T> {
    T run() throws IOException;
  }

  private <T> T call(String name, String path, Call<T> work) throws IOException {
    calls.add(name + " " + path);
    boolean fail = calls.size() == failAt || name.equals(failName);
    if (vanished || (fail && !afterwards)) {
      throw new IOException("Input/output error");
    }
    T result = work.run();
    if (fail) {
      vanished = vanishes;
      throw new IOException("The answer was lost");
    }
    return result;
  }

  @Override
  public OutputStream create(String path) throws IOException {
    OutputStream out = call("create", path, () -> real.create(path));
    return new FilterOutputStream(out) {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        call(
            "write",
            path,
            () -> {
              int fits = (int) Math.min(length, room.get());
              room.addAndGet(-fits);
              out.write(bytes, offset, fits);
              if (fits < length) {
                throw new IOException("No space left on device");
              }
              return null;
            });
      }

      @Override
      public void close() throws IOException {
        out.close();
        call("close", path, () -> null);
      }
    };
  }

  @Override
  public void seal(String path) throws IOException {
    call("seal", path, () -> run(() -> real.seal(path)));
  }

  @Override
  public void syncFolder(String folder) throws IOException {
    call("sync", folder, () -> run(() -> real.syncFolder(folder)));
  }

  @Override
  public boolean linkNew(String from, String to) throws IOException {
    return call("link", to, () -> real.linkNew(from, to));
  }

  @Override
  public InputStream open(String path) throws IOException {
    return call("open", path, () -> real.open(path));
  }

  @Override
  public long length(String path) throws IOException {
    return call("length", path, () -> real.length(path));
  }

  @Override
  public List<Entry> list(String folder) throws IOException {
    return call("list", folder, () -> real.list(folder));
  }

  @Override
  public void delete(String path) throws IOException {
    call("delete", path, () -> run(() -> real.delete(path)));
  }

  @Override
  public void deleteFolder(String folder) throws IOException {
    call("deleteFolder", folder, () -> run(() -> real.deleteFolder(folder)));
  }

  @Override
  public void deleteEmptyFolders(String folder) throws IOException {
    call("deleteEmptyFolders", folder, () -> run(() -> real.deleteEmptyFolders(folder)));
  }

  @Override
  public long freeBytes() throws IOException {
    return Math.min(room.get(), real.freeBytes());
  }

  @Override
  public String absolute(String path) {
    return real.absolute(path);
  }

  /** Work without a result. */
  private interface Work {
    void run() throws IOException;
  }

  private static Void run(Work work) throws IOException {
    work.run();
    return null;
  }
}
