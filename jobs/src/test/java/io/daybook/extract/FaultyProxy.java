package io.daybook.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A network that fails on purpose: forwards to a server and breaks what the test tells it to. */
final class FaultyProxy implements AutoCloseable {
  /** What happens to a connection once so many bytes came from the server. */
  record Fault(Kind kind, long afterBytes) {}

  /** How it breaks. */
  enum Kind {
    /** Closed, both ways. */
    CUT,
    /** Open, and silent for ever. */
    STALL
  }

  /** Which fault a connection has; they are counted from 1 as they come. */
  interface Plan {
    Fault of(int connection);
  }

  private static final Fault NONE = new Fault(Kind.CUT, Long.MAX_VALUE);

  private final ServerSocket listening;
  private final URI server;
  private final Plan plan;
  private final Duration latency;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger faults = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);

  private FaultyProxy(URI server, Plan plan, Duration latency) throws IOException {
    this.listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    this.server = server;
    this.plan = plan;
    this.latency = latency;
    start(this::accept);
  }

  /** Stands before the server of a JDBC URL. */
  static FaultyProxy before(String url, Plan plan, Duration latency) throws IOException {
    return new FaultyProxy(URI.create(url.substring("jdbc:".length())), plan, latency);
  }

  static Fault none() {
    return NONE;
  }

  /** The JDBC URL through the proxy. */
  String url() {
    return "jdbc:postgresql://127.0.0.1:" + listening.getLocalPort() + server.getPath();
  }

  int connections() {
    return connections.get();
  }

  /** How many connections were broken so far. */
  int faults() {
    return faults.get();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "faulty-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (closed.getCount() > 0) {
        Socket client = listening.accept();
        Fault fault = plan.of(connections.incrementAndGet());
        Socket upstream = new Socket(server.getHost(), server.getPort());
        open.add(client);
        open.add(upstream);
        start(() -> copy(client, upstream, NONE));
        start(() -> copy(upstream, client, fault));
      }
    } catch (IOException e) {
      if (closed.getCount() > 0) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void copy(Socket from, Socket to, Fault fault) {
    byte[] buffer = new byte[8_192];
    long passed = 0;
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        Thread.sleep(latency.toMillis());
        long rest = fault.afterBytes() - passed;
        out.write(buffer, 0, (int) Math.min(n, rest));
        out.flush();
        passed += n;
        if (n >= rest) {
          faults.incrementAndGet();
          if (fault.kind() == Kind.STALL) {
            closed.await();
          }
          return;
        }
      }
    } catch (IOException e) {
      // Either side went away; the other is closed with it.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
