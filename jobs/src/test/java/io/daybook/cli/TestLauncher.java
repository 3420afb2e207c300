package io.daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a project of its own, with a Java and a Maven that only write down their calls.
 */
class TestLauncher {
  @TempDir Path directory;

  private Path project;
  private Path jdk;

  @BeforeEach
  void layOutAProject() throws IOException {
    project = Files.createDirectories(directory.resolve("a project"));
    Files.copy(CommandLines.project().resolve("daybook"), project.resolve("daybook"));
    program(project.resolve("daybook"), Files.readString(project.resolve("daybook")));
    Files.createDirectories(project.resolve("jobs/src/main"));
    Files.writeString(project.resolve("pom.xml"), "");
    Files.writeString(project.resolve("jobs/pom.xml"), "");
    Files.writeString(project.resolve("jobs/jvm.options"), "");
    program(
        project.resolve("mvnw"),
        """
        #!/bin/sh
        echo "$*" >> maven.calls
        [ ! -f broken ] || { echo "[ERROR] /src/X.java:[1,1] it is broken"; exit 1; }
        mkdir -p jobs/target/unchecked
        date > jobs/target/unchecked/daybook-jobs-1.jar
        echo /nowhere/library.jar > jobs/target/unchecked/classpath
        """);
    jdk = directory.resolve("jdk");
    Files.createDirectories(jdk.resolve("bin"));
    java("17.0.15");
    program(jdk.resolve("bin/javac"), "#!/bin/sh\n");
  }

  private void java(String version) throws IOException {
    program(
        jdk.resolve("bin/java"),
        """
        #!/bin/sh
        case "$*" in
            *-version*) echo 'openjdk version "%s" 2025-04-15' >&2; exit 0 ;;
            *--warm-up*) exit 1 ;;
        esac
        for argument do last=$argument; done
        printf '%%s\\n' "$@"
        exit "$last"
        """
            .formatted(version));
  }

  @Test
  void buildsOnceAndKeepsExitCodes() throws Exception {
    Ended first = launch("run", "a b", "5");
    assertThat(first.exitCode()).isEqualTo(5);
    assertThat(first.err()).startsWith("daybook: building, once");
    assertThat(first.out())
        .contains("-Ddaybook.home=" + project.toRealPath())
        .contains("io.daybook.cli.Main", "run", "a b", "5");
    Ended second = launch("0");
    assertThat(second.exitCode()).isZero();
    assertThat(second.err()).isEmpty();
    assertThat(calls()).hasSize(1);
  }

  @Test
  void buildsAgainWhenASourceIsNewerOrGone() throws Exception {
    Path source = Files.writeString(project.resolve("jobs/src/main/X.java"), "");
    launch("0");
    anHourPasses();
    launch("0");
    assertThat(calls()).as("nothing has changed").hasSize(1);
    Files.writeString(source, "changed");
    launch("0");
    assertThat(calls()).hasSize(2);
    anHourPasses();
    Files.delete(source);
    launch("0");
    assertThat(calls()).hasSize(3);
  }

  /** Every file and folder is an hour older, in the order that they had. */
  private void anHourPasses() throws IOException {
    try (Stream<Path> files = Files.walk(project)) {
      for (Path file : files.toList()) {
        FileTime time = Files.getLastModifiedTime(file);
        Files.setLastModifiedTime(file, FileTime.from(time.toInstant().minusSeconds(3_600)));
      }
    }
  }

  @Test
  void saysWhyTheBuildFailed() throws Exception {
    Files.writeString(project.resolve("broken"), "");
    Ended ended = launch("0");
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err())
        .contains("[ERROR] /src/X.java:[1,1] it is broken")
        .contains("CFG-INVALID Cannot start Daybook: the build failed\n  state  ")
        .contains("  next   see jobs/target/build.log");
    Files.delete(project.resolve("broken"));
    assertThat(launch("0").exitCode()).isZero();
  }

  @Test
  void refusesAnOldJavaByName() throws Exception {
    java("11.0.2");
    Ended ended = launch("0");
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).contains("is Java 11, 17 is the oldest that works").contains("next");
    java("1.8.0_392");
    assertThat(launch("0").err()).contains("is Java 1, 17 is the oldest that works");
  }

  @Test
  void saysThatThereIsNoJavaWhereJavaHomePoints() throws Exception {
    jdk = directory.resolve("none");
    Ended ended = launch("0");
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).contains("JAVA_HOME is " + jdk).contains("set JAVA_HOME to a JDK 17");
  }

  @Test
  void startsThroughALinkAndPassesOptionsOn() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("link"), project.resolve("daybook"));
    Ended ended = run(List.of(link.toString(), "0"), Map.of("DAYBOOK_JAVA_OPTS", "-Xmx8g -ea"));
    assertThat(ended.out().lines()).containsSubsequence("-Xmx2g", "-Xmx8g", "-ea");
    assertThat(ended.exitCode()).isZero();
  }

  @Test
  void givesNightsTheSecondCompilerLateAndShortCommandsNever() throws Exception {
    String late = "-XX:Tier4InvocationThreshold=100000";
    String never = "-XX:TieredStopAtLevel=1";
    assertThat(launch("run", "0").out().lines()).contains(late).doesNotContain(never);
    assertThat(launch("status", "0").out().lines()).contains(never).doesNotContain(late);
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(project.resolve("maven.calls"));
  }

  private Ended launch(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(project.resolve("daybook").toString()));
    command.addAll(List.of(arguments));
    return run(command, Map.of());
  }

  private record Ended(int exitCode, String out, String err) {}

  private Ended run(List<String> command, Map<String, String> environment) throws Exception {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private static void program(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
