package io.daybook.report.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daybook.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Chromium without a window, spoken to by its own protocol over one WebSocket: opens a file at a
 * width, answers expressions, and remembers every address that a page asked for.
 */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger last = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger loads = new AtomicInteger();

  private Browser(Process process, URI page) {
    this.process = process;
    this.socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(page, new Listener()).join();
  }

  /** Starts one whose profile lies in this folder. */
  static Browser start(Path folder) throws IOException, InterruptedException {
    Path profile = Files.createTempDirectory(folder, "chromium");
    ProcessBuilder builder =
        new ProcessBuilder(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("chromium.txt").toFile());
    builder.environment().put("TMPDIR", folder.toString());
    Process process = builder.start();
    Path said = profile.resolve("DevToolsActivePort");
    Eventually.until(
        "the browser listens",
        () -> {
          if (!process.isAlive()) {
            throw new IOException(Files.readString(folder.resolve("chromium.txt")));
          }
          return Files.exists(said) && Files.readString(said).contains("\n");
        });
    int port = Integer.parseInt(Files.readString(said).lines().findFirst().orElseThrow());
    return new Browser(process, page(port));
  }

  private static URI page(int port) throws IOException, InterruptedException {
    HttpRequest list =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list")).build();
    String body = HttpClient.newHttpClient().send(list, BodyHandlers.ofString()).body();
    for (JsonNode target : JSON.readTree(body)) {
      if (target.path("type").asText().equals("page")) {
        return URI.create(target.path("webSocketDebuggerUrl").asText());
      }
    }
    throw new IOException("The browser has no page: " + body);
  }

  /** Shows a file in a window of this width, and returns once it is loaded with its pictures. */
  void show(Path file, int width) {
    requests.clear();
    ask("Page.enable", Map.of());
    ask("Network.enable", Map.of());
    ask(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 844, "deviceScaleFactor", 1, "mobile", width < 600));
    int before = loads.get();
    ask("Page.navigate", Map.of("url", file.toUri().toString()));
    Eventually.until("the page is loaded", () -> loads.get() > before);
  }

  /** The value of an expression of JavaScript. */
  JsonNode value(String expression) {
    JsonNode result =
        ask("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    return result.path("result").path("value");
  }

  /** Addresses that the page asked for beside the file itself; those within it begin with data. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private JsonNode ask(String method, Map<String, Object> parameters) {
    int id = last.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    socket.sendText(message.toString(), true).join();
    return answer.orTimeout(Eventually.LIMIT.toMinutes(), TimeUnit.MINUTES).join();
  }

  private void heard(JsonNode message) {
    if (message.has("id")) {
      answers.remove(message.path("id").asInt()).complete(message.path("result"));
      return;
    }
    switch (message.path("method").asText()) {
      case "Page.loadEventFired" -> loads.incrementAndGet();
      case "Network.requestWillBeSent" ->
          requests.add(message.path("params").path("request").path("url").asText());
      default -> {
        // Of no interest.
      }
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
      text.append(part);
      if (isLast) {
        String whole = text.toString();
        text.setLength(0);
        try {
          heard(JSON.readTree(whole));
        } catch (IOException e) {
          answers.values().forEach(answer -> answer.completeExceptionally(e));
        }
      }
      from.request(1);
      return null;
    }
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }
}
