package io.daybook.engine;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names the failures of engines. */
final class Failures {
  /** Engines quote values of rows in their messages; names of columns they quote otherwise. */
  private static final Pattern VALUE = Pattern.compile("'[^'\\n]*'");

  /** A failure that DuckDB hands from one of its threads to another, wrapped for machines. */
  private static final Pattern WRAPPED =
      Pattern.compile("\\{.*\"exception_message\":\"(.*?[^\\\\])\".*}");

  private static final int MAX_REASON = 300;

  private Failures() {}

  /** The failure that lies below an engine's exception. */
  static DaybookException of(String engine, String what, Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof DaybookException named) {
        return named;
      }
    }
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String reason = reason(root);
    String lower = reason.toLowerCase(Locale.ROOT);
    Code code = code(root, lower);
    return DaybookException.of(code, "Cannot " + what + " with " + engine + ": " + reason)
        .state("readers keep the published release; nothing of it was changed")
        .next(next(code, engine))
        .cause(new EngineFault(reason, root))
        .build();
  }

  /** What was told to stop. */
  static DaybookException cancelled(String what) {
    return DaybookException.of(Code.CANCELLED, "Cannot " + what + ": it was told to stop")
        .state("readers keep the published release; nothing of it was changed")
        .next("resume the run")
        .build();
  }

  /** A failure travels from an executor to the driver only when all of it can be serialized. */
  static DaybookException portable(DaybookException failure) {
    try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
      out.writeObject(failure);
      return failure;
    } catch (IOException e) {
      String prefix = failure.code().text() + " ";
      DaybookException alone =
          DaybookException.of(failure.code(), failure.getMessage().substring(prefix.length()))
              .build();
      alone.setStackTrace(failure.getStackTrace());
      return alone;
    }
  }

  private static Code code(Throwable root, String reason) {
    if (reason.contains("no space left") || reason.contains("max_temp_directory_size")) {
      return Code.RES_DISK;
    }
    if (reason.contains("out of memory") || root instanceof OutOfMemoryError) {
      return Code.RES_MEMORY;
    }
    return Code.ENGINE_FAILED;
  }

  private static String next(Code code, String engine) {
    return switch (code) {
      case RES_DISK -> "free space where the engine spills and writes, then resume the run";
      case RES_MEMORY -> more(engine) + ", then resume the run";
      default -> "report this with the log, then resume the run";
    };
  }

  /** Spark takes what the heap has, DuckDB memory of its own. */
  private static String more(String engine) {
    return engine.equals(DuckEngine.NAME)
        ? "raise duckdb.memory in daybook.yml"
        : "give it a larger heap (DAYBOOK_JAVA_OPTS=-Xmx4g, daybook serve --heap 4g; on a cluster"
            + " spark.executor.memory in daybook.yml)";
  }

  /** The first line of a message, values of rows masked. */
  private static String reason(Throwable root) {
    String message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    Matcher wrapped = WRAPPED.matcher(message);
    if (wrapped.find()) {
      message = wrapped.group(1).replace("\\\"", "\"");
    }
    String masked = VALUE.matcher(message).replaceAll("'...'");
    String cut = masked.length() > MAX_REASON ? masked.substring(0, MAX_REASON) + "..." : masked;
    boolean speaks = root.getClass().getSimpleName().equals("SQLException");
    return speaks ? cut : root.getClass().getSimpleName() + ": " + cut;
  }

  /** Stands for an engine's exception: where it happened, without values of rows. */
  private static final class EngineFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EngineFault(String reason, Throwable root) {
      super(reason);
      setStackTrace(root.getStackTrace());
    }
  }
}
