package io.daybook.engine;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * Opens sessions on the one Spark context that a JVM may have; the last one out ends the context.
 */
final class SparkSessions {
  private static int open;

  private SparkSessions() {}

  static synchronized SparkSession open(EngineSettings settings) {
    SparkSession session = SparkSession.builder().config(conf(settings)).getOrCreate().newSession();
    open++;
    return session;
  }

  static synchronized void release(SparkSession session) {
    open--;
    if (open == 0) {
      session.sparkContext().stop();
      SparkSession.clearActiveSession();
      SparkSession.clearDefaultSession();
    }
  }

  private static SparkConf conf(EngineSettings settings) {
    String master = settings.sparkMaster();
    boolean local = master.matches("local|local\\[.*\\]");
    boolean allCores = master.equals("local") || master.equals("local[*]");
    SparkConf conf =
        new SparkConf(false)
            .setAppName("daybook")
            .setMaster(allCores ? "local[" + settings.threads() + "]" : master)
            .set("spark.ui.enabled", "false")
            // Each query is described in words to a user interface that is not there.
            .set("spark.sql.ui.explainMode", "simple")
            .set("spark.sql.maxPlanStringLength", "1000")
            .set("spark.local.dir", settings.temporary().toString())
            .set("spark.sql.warehouse.dir", settings.temporary().resolve("spark").toString())
            .set("spark.sql.catalogImplementation", "in-memory")
            .set("spark.sql.session.timeZone", "UTC")
            .set("spark.sql.ansi.enabled", "true")
            .set("spark.sql.ansi.doubleQuotedIdentifiers", "true")
            .set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
            .set("spark.sql.parquet.compression.codec", "zstd")
            .set("spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED")
            .set("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED")
            // A product of decimals keeps its digits or fails, as elsewhere; Spark's default
            // rounds.
            .set("spark.sql.decimalOperations.allowPrecisionLoss", "false")
            // A dataset's files are looked up here; above this number Spark would start a job.
            .set("spark.sql.sources.parallelPartitionDiscovery.threshold", "10000")
            .set("spark.sql.datetime.java8API.enabled", "true")
            .set("spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "false");
    if (local) {
      conf.set("spark.driver.bindAddress", "127.0.0.1")
          .set("spark.driver.host", "127.0.0.1")
          .set("spark.sql.shuffle.partitions", Integer.toString(settings.threads() * 2));
    } else {
      conf.set("spark.jars", jars(settings.temporary()))
          .set("spark.executor.extraJavaOptions", "-Duser.timezone=UTC -Dfile.encoding=UTF-8");
    }
    settings.sparkConf().forEach(conf::set);
    return conf;
  }

  /**
   * What executors need and a cluster's Spark does not have: this program and the source's driver.
   * Started from a folder of classes, the program is packed first.
   */
  private static String jars(Path temporary) {
    List<String> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      if (Files.exists(path.resolve("io/daybook/engine"))) {
        jars.add(pack(path, temporary.resolve("daybook-classes-" + jars.size() + ".jar")));
      } else if (path.getFileName() != null
          && path.getFileName().toString().matches("(daybook|postgresql|snakeyaml)-.*\\.jar")) {
        jars.add(path.toAbsolutePath().toString());
      }
    }
    return String.join(",", jars);
  }

  private static String pack(Path classes, Path jar) {
    try (Stream<Path> files = Files.walk(classes)) {
      Files.createDirectories(jar.getParent());
      try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          out.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
          Files.copy(file, out);
          out.closeEntry();
        }
      }
      return jar.toAbsolutePath().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
