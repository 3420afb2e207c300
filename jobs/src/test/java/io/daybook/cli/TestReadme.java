package io.daybook.cli;

import static io.daybook.AtLeastOne.atLeastOne;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.cli.screen.Terminal;
import io.daybook.config.DaybookConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The README's commands and its configuration are those of the program. */
class TestReadme {
  private static final Pattern COMMAND =
      Pattern.compile("(?m)(?:\\./daybook|`daybook) ([^`|\\n]+)");
  private static final Pattern CONFIGURATION = Pattern.compile("(?s)```yaml\n(.*?)```");

  @TempDir Path directory;

  @Test
  void namesCommandsThatExist() throws IOException {
    List<String> unknown = new ArrayList<>();
    for (String file :
        List.of(
            "README.md",
            "sql/README.md",
            "sql/new-source.md",
            "schedules/README.md",
            "warehouse/README.md")) {
      Matcher command = COMMAND.matcher(read(file));
      while (command.find()) {
        if (!exists(List.of(command.group(1).strip().split("\\s+")))) {
          unknown.add(file + ": " + command.group());
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void namesEveryCommand() throws IOException {
    String readme = read("README.md");
    for (CommandLine command : atLeastOne(commandLine().getSubcommands().values())) {
      if (command.getCommandSpec().usageMessage().hidden()) {
        continue;
      }
      String end = command.getSubcommands().isEmpty() ? "`" : " ";
      assertThat(readme).contains("`" + command.getCommandName() + end);
    }
  }

  @Test
  void showsAConfigurationThatLoads() throws IOException {
    Matcher yaml = CONFIGURATION.matcher(read("README.md"));
    assertThat(yaml.find()).isTrue();
    Path file = Files.writeString(directory.resolve("daybook.yml"), yaml.group(1));
    DaybookConfig config = DaybookConfig.load(CommandLines.project(), file, name -> null);
    assertThat(config.sources()).containsOnlyKeys("renoz");
  }

  @Test
  void everyCommandSaysWhatItIsFor() {
    Set<String> silent = new TreeSet<>();
    for (CommandLine command : atLeastOne(commandLine().getSubcommands().values())) {
      if (command.getCommandSpec().usageMessage().hidden()) {
        continue;
      }
      if (command.getCommandSpec().usageMessage().description().length == 0) {
        silent.add(command.getCommandName());
      }
      assertThat(command.getUsageMessage().lines()).allMatch(line -> line.length() <= 96);
    }
    assertThat(silent).isEmpty();
  }

  private static boolean exists(List<String> words) {
    CommandLine command = commandLine().getSubcommands().get(words.get(0));
    if (command == null) {
      return words.get(0).startsWith("-");
    }
    if (!command.getSubcommands().isEmpty()
        && !command.getSubcommands().containsKey(words.get(1))) {
      return false;
    }
    return words.stream()
        .filter(word -> word.startsWith("--"))
        .allMatch(
            word ->
                command.getCommandSpec().findOption(word) != null
                    || word.equals("--help")
                    || word.equals("--json"));
  }

  private static CommandLine commandLine() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Terminal terminal = new Terminal(nowhere, nowhere, false);
    return Shell.commandLine(
        new Session(CommandLines.project(), name -> null, terminal, Clock.systemUTC(), logs -> {}));
  }

  private static String read(String file) throws IOException {
    return Files.readString(CommandLines.project().resolve(file));
  }
}
