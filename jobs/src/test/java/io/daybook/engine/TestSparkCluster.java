package io.daybook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.Eventually;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real master and a real worker that have Spark and nothing of Daybook. */
@Tag("slow")
@Tag("promise")
class TestSparkCluster {
  @TempDir Path directory;
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      process.waitFor(Eventually.LIMIT.toMinutes(), TimeUnit.MINUTES);
    }
  }

  @Test
  void computesOnExecutorsThatGetItsClassesFromTheDriver() throws Exception {
    List<String> jars = sparkJars();
    int port = freePort();
    String master = "spark://127.0.0.1:" + port;
    start(jars, "org.apache.spark.deploy.master.Master", "--port", Integer.toString(port));
    start(
        jars,
        "org.apache.spark.deploy.worker.Worker",
        "--cores",
        "2",
        "--memory",
        "1g",
        "--work-dir",
        directory.resolve("work").toString(),
        master);
    Path output = directory.resolve("driver.log");
    Process driver =
        new ProcessBuilder(
                java(),
                "@jvm.options",
                "-cp",
                System.getProperty("java.class.path"),
                ClusterNight.class.getName(),
                master,
                directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    processes.add(driver);
    assertThat(driver.waitFor(Eventually.LIMIT.toMinutes(), TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(output))
        .contains("pieces [0, 1, 4, 9, 16]")
        .contains("apart true")
        .contains("failure SRC-LOST Cannot read")
        .contains("rows [[a, 0.3333, x]]");
  }

  private List<String> sparkJars() {
    return List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)).stream()
        .filter(entry -> entry.endsWith(".jar"))
        .filter(entry -> !entry.contains("daybook") && !entry.contains("duckdb"))
        .toList();
  }

  private void start(List<String> jars, String program, String... arguments) throws IOException {
    Path home = Files.createDirectories(directory.resolve("spark"));
    Path links = Files.createDirectories(home.resolve("jars"));
    for (String jar : jars) {
      Path link = links.resolve(Path.of(jar).getFileName());
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, Path.of(jar));
      }
    }
    // A cluster has Spark's programs and none of Daybook's: java.time is its own there.
    Path options = directory.resolve("cluster.options");
    Files.write(
        options,
        Files.readAllLines(Path.of("jvm.options")).stream()
            .filter(option -> !option.contains("io.daybook."))
            .toList());
    List<String> command = new ArrayList<>(List.of(java(), "@" + options, "-Xmx512m"));
    command.addAll(List.of("-cp", links + "/*", program, "--host", "127.0.0.1"));
    command.addAll(List.of("--webui-port", "0"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.redirectOutput(directory.resolve(program + ".log").toFile());
    processes.add(builder.start());
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
