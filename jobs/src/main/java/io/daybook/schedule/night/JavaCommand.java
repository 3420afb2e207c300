package io.daybook.schedule.night;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How to start another JVM as this one was started. */
public final class JavaCommand {
  /** Options that two JVMs cannot share, or that are set anew. */
  private static final List<String> OWN =
      List.of(
          "-agentlib:jdwp", "-Xrunjdwp", "-Dcom.sun.management.jmxremote", "-Ddaybook.terminal");

  private JavaCommand() {}

  /**
   * The command line up to the class: the same program, options and class path.
   *
   * @param main class to run
   * @param heap its largest heap, {@code 4g}; as here when empty
   */
  public static List<String> likeThis(String main, Optional<String> heap) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      boolean isReplaced = heap.isPresent() && option.startsWith("-Xmx");
      if (!isReplaced && OWN.stream().noneMatch(option::startsWith)) {
        command.add(option);
      }
    }
    heap.ifPresent(size -> command.add("-Xmx" + size));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    return List.copyOf(command);
  }
}
