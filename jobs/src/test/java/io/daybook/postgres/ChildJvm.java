package io.daybook.postgres;

import io.daybook.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM of its own that a test starts, listens to and kills. */
public final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final Path temporary;
  private final BufferedReader lines;

  private ChildJvm(Process process, Path temporary) {
    this.process = process;
    this.temporary = temporary;
    this.lines = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Runs the {@code main} of this class with the class path and options of the tests. */
  public static ChildJvm start(Class<?> main, String... arguments) throws IOException {
    return start(List.of(), main, arguments);
  }

  /** Runs it with options more than those of the tests. */
  public static ChildJvm start(List<String> options, Class<?> main, String... arguments)
      throws IOException {
    String home = System.getProperty("daybook.home");
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("@" + home + "/jobs/jvm.options");
    // It lives for seconds: the second compiler would only take the cores from the test.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Ddaybook.home=" + home);
    // DuckDB unpacks 70 MB there, and a process that is killed does not clean up.
    Path temporary = Files.createTempDirectory("daybook-child-");
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    Collections.addAll(command, arguments);
    return new ChildJvm(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start(),
        temporary);
  }

  /**
   * The rest of the next line that begins with this word; fails when the process ends first, as it
   * must after {@link Eventually#LIMIT}.
   */
  public String await(String word) throws IOException {
    CompletableFuture<Void> end =
        CompletableFuture.runAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(Eventually.LIMIT.toMinutes(), TimeUnit.MINUTES));
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(word + " ")) {
          return line.substring(word.length() + 1);
        }
      }
    } finally {
      end.cancel(false);
    }
    throw new IOException("The child ended without saying " + word);
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Lets it go on from where it reads a line. */
  public void tell(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Waits for its own end. */
  public int exitCode() {
    return process
        .onExit()
        .orTimeout(Eventually.LIMIT.toMinutes(), TimeUnit.MINUTES)
        .join()
        .exitValue();
  }

  /** SIGKILL; returns when it is gone. */
  public void kill() {
    process
        .destroyForcibly()
        .onExit()
        .orTimeout(Eventually.LIMIT.toMinutes(), TimeUnit.MINUTES)
        .join();
  }

  @Override
  public void close() {
    kill();
    try (Stream<Path> files = Files.walk(temporary)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
