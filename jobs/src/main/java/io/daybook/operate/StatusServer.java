package io.daybook.operate;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.daybook.config.HttpConfig;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves a few short pages over HTTP to a few clients, none of which can hold it up. */
final class StatusServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StatusServer.class);

  private static final int THREADS = 4;
  private static final int CONNECTIONS = 64;

  static {
    // The JDK's server knows no other way to be told, and reads these once. A request or an answer
    // that takes longer is cut off.
    System.setProperty("sun.net.httpserver.maxReqTime", "5");
    System.setProperty("sun.net.httpserver.maxRspTime", "20");
    System.setProperty("sun.net.httpserver.idleInterval", "10");
    System.setProperty("sun.net.httpserver.maxReqHeaders", "50");
    System.setProperty("sun.net.httpserver.maxReqHeaderSize", "16384");
    System.setProperty("jdk.httpserver.maxConnections", Integer.toString(CONNECTIONS));
  }

  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private final Hosts hosts;
  private final Map<String, Supplier<Answer>> pages;

  private StatusServer(HttpConfig config, HttpServer server, Map<String, Supplier<Answer>> pages) {
    this.server = server;
    this.hosts = new Hosts(config);
    this.pages = Map.copyOf(pages);
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            // No more than there are connections, so that none is refused here.
            new LinkedBlockingQueue<>(CONNECTIONS),
            task -> {
              Thread thread = new Thread(task, "daybook-http");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
  }

  /**
   * Begins to serve.
   *
   * @param pages by path
   * @throws DaybookException CFG_INVALID when the port cannot be had
   */
  static StatusServer start(HttpConfig config, Map<String, Supplier<Answer>> pages) {
    try {
      InetAddress address = InetAddress.getByName(config.host());
      HttpServer server = HttpServer.create(new InetSocketAddress(address, config.port()), 16);
      StatusServer status = new StatusServer(config, server, pages);
      server.start();
      return status;
    } catch (IOException e) {
      throw DaybookException.of(
              Code.CFG_INVALID,
              "Cannot serve /health and /metrics on %s:%d: %s"
                  .formatted(config.host(), config.port(), e.getMessage()))
          .state("nothing was started or changed")
          .next("another port: serve.http.port in daybook.yml or serve --http PORT; or: --http off")
          .cause(e)
          .build();
    }
  }

  /** The port that it listens on. */
  int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      Answer answer = answer(exchange);
      Headers headers = exchange.getResponseHeaders();
      headers.set("Content-Type", answer.mediaType());
      headers.set("Cache-Control", "no-store");
      headers.set("X-Content-Type-Options", "nosniff");
      if (answer.status() == 405) {
        headers.set("Allow", "GET, HEAD");
      }
      if (answer.status() >= 400 && answer.status() != 503) {
        headers.set("Connection", "close");
      }
      byte[] body = answer.bytes();
      boolean isHead = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(answer.status(), isHead ? -1 : body.length);
      if (!isHead) {
        exchange.getResponseBody().write(body);
      }
    } catch (IOException e) {
      log.debug("A client went before it was answered", e);
    }
  }

  private Answer answer(HttpExchange exchange) {
    if (!hosts.isOurs(exchange.getRequestHeaders().getFirst("Host"))) {
      return Answer.text(421, "This is not the host that you have asked for");
    }
    Supplier<Answer> page = pages.get(exchange.getRequestURI().getRawPath());
    if (page == null) {
      return Answer.text(404, "There is /health and /metrics");
    }
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Answer.text(405, "It can only be read");
    }
    try {
      return page.get();
    } catch (RuntimeException e) {
      log.error("A defect of Daybook", e);
      return Answer.text(500, "A defect of Daybook; see its log");
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
