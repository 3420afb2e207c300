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
import scala.Tuple2;

/**
 * Opens sessions on the one Spark context that a JVM may have. The last one out ends the context,
 * unless somebody else had started it.
 */
final class SparkSessions {
  /** How large a partition of a join's smaller side may be to be hashed; 0 sorts all. */
  static final String MOST_HASHED = "spark.sql.adaptive.maxShuffledHashJoinLocalMapThreshold";

  /** Ten million orders with their customers are then hashed; small partitions are put together. */
  private static final int PARTITIONS_A_THREAD = 16;

  private static int open;
  private static boolean guest;

  private SparkSessions() {}

  static synchronized SparkSession open(EngineSettings settings) {
    if (open == 0) {
      guest = SparkSession.getDefaultSession().exists(there -> !there.sparkContext().isStopped());
    }
    SparkConf conf = conf(settings);
    SparkSession session = SparkSession.builder().config(conf).getOrCreate().newSession();
    // A context that somebody else started in this JVM knows nothing of these.
    for (Tuple2<String, String> setting : conf.getAll()) {
      if (session.conf().isModifiable(setting._1())) {
        session.conf().set(setting._1(), setting._2());
      }
    }
    open++;
    return session;
  }

  static synchronized void release(SparkSession session) {
    open--;
    if (open == 0 && !guest) {
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
            .set("spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED")
            // A product of decimals keeps its digits or fails, as elsewhere; Spark's default
            // rounds.
            .set("spark.sql.decimalOperations.allowPrecisionLoss", "false")
            // A dataset's files are looked up here; above this number Spark would start a job.
            .set("spark.sql.sources.parallelPartitionDiscovery.threshold", "10000")
            .set("spark.sql.datetime.java8API.enabled", "true");
    if (local) {
      long hashed = hashedBytes(settings.threads());
      conf.set("spark.driver.bindAddress", "127.0.0.1")
          .set("spark.driver.host", "127.0.0.1")
          .set(
              "spark.sql.shuffle.partitions",
              Integer.toString(settings.threads() * PARTITIONS_A_THREAD))
          .set("spark.sql.adaptive.advisoryPartitionSizeInBytes", Long.toString(hashed))
          .set(MOST_HASHED, Long.toString(hashed));
    } else {
      conf.set("spark.jars", jars(settings.temporary()))
          .set("spark.executor.extraJavaOptions", "-Duser.timezone=UTC -Dfile.encoding=UTF-8");
    }
    settings.sparkConf().forEach(conf::set);
    return conf;
  }

  /**
   * Up to this size in a shuffle, the smaller side of a join is hashed, which is a quarter sooner
   * than to sort both. Sorting can spill and hashing cannot: rows whose keys are UUIDs need eight
   * times their size in a shuffle, and those of all threads together stay below a third of the
   * heap. Rows of other keys may need more: then {@link SparkEngine} sorts.
   */
  private static long hashedBytes(int threads) {
    return Runtime.getRuntime().maxMemory() / (3L * 8 * threads);
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
