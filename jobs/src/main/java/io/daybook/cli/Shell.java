package io.daybook.cli;

import static java.util.Objects.requireNonNull;

import io.daybook.cli.screen.Terminal;
import io.daybook.config.JvmZone;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.zone.Zones;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.function.Function;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Finds the command, runs it, and turns whatever goes wrong into the error form and a code. */
final class Shell {
  private final Session session;

  Shell(Session session) {
    this.session = requireNonNull(session, "session is null");
  }

  /** Runs one command line; returns the exit code. */
  int run(String... arguments) {
    CommandLine line = commandLine(session);
    try {
      JvmZone.requireUtc();
      Zones.requireInForce();
      return line.execute(arguments);
    } catch (DaybookException e) {
      return failed(e);
    }
  }

  static CommandLine commandLine(Session session) {
    Terminal terminal = session.terminal();
    CommandLine line =
        new CommandLine(DaybookCommand.class, new Commands(session))
            .setOut(terminal.out())
            .setErr(terminal.err())
            .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
            .setUsageHelpWidth(96)
            .setUsageHelpAutoWidth(false);
    Shell shell = new Shell(session);
    register(line, LocalDate.class, LocalDate::parse, "day such as 2026-12-31");
    register(line, long.class, Long::valueOf, "whole number");
    register(line, Long.class, Long::valueOf, "whole number");
    register(line, int.class, Integer::valueOf, "whole number of this size");
    return line.setParameterExceptionHandler((e, rest) -> shell.misused(e))
        .setExecutionExceptionHandler((e, command, result) -> shell.failed(e));
  }

  /** Says what is meant instead of the class and the exception that Java has for it. */
  private static <T> void register(
      CommandLine line, Class<T> type, Function<String, T> parse, String meant) {
    line.registerConverter(
        type,
        text -> {
          try {
            return parse.apply(text);
          } catch (IllegalArgumentException | DateTimeException e) {
            throw new TypeConversionException("'" + text + "' is not a " + meant);
          }
        });
  }

  private int misused(ParameterException e) {
    PrintWriter err = session.terminal().err();
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    err.println("USAGE Cannot run " + name + ": " + e.getMessage() + meant(e));
    if (e instanceof MissingParameterException missing && lacksSource(missing)) {
      err.println("  known  " + String.join(", ", session.models()));
    }
    err.println("  state  nothing was started or changed");
    err.println("  next   " + name + " --help");
    return Code.USAGE.kind().exitCode();
  }

  private static boolean lacksSource(MissingParameterException e) {
    return e.getMissing().stream().anyMatch(each -> each.paramLabel().equals("SOURCE"));
  }

  private static String meant(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return "";
    }
    return unmatched.getSuggestions().stream()
        .findFirst()
        .map(suggestion -> ", did you mean " + suggestion + "?")
        .orElse("");
  }

  private int failed(Exception failure) {
    PrintWriter err = session.terminal().err();
    if (failure instanceof DaybookException known) {
      err.println(known.getMessage());
      if (known.getCause() != null) {
        LoggerFactory.getLogger(Shell.class).error("{}", known.code().text(), known);
      }
      return known.kind().exitCode();
    }
    // A stack trace and a message that nobody has looked at may hold anything: they go to the log.
    LoggerFactory.getLogger(Shell.class).error("A defect of Daybook", failure);
    DaybookException defect =
        DaybookException.of(
                Code.INTERNAL,
                "Cannot finish: " + failure.getClass().getSimpleName() + ", a defect of Daybook")
            .line("log", session.logs().toString())
            .state("readers keep the release they have")
            .next("report it with the log; daybook status shows what is known")
            .build();
    err.println(defect.getMessage());
    return defect.kind().exitCode();
  }

  /** Makes commands, and hands the session to those that take one. */
  private record Commands(Session session) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        if (constructor.getParameterCount() == 1
            && constructor.getParameterTypes()[0] == Session.class) {
          return type.cast(constructor.newInstance(session));
        }
      }
      return CommandLine.defaultFactory().create(type);
    }
  }
}
