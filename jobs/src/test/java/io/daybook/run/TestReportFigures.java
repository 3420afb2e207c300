package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.calendar.PeriodKind;
import io.daybook.demo.Oracle;
import io.daybook.fact.ZoneOffsets;
import io.daybook.report.file.FigureRows;
import io.daybook.report.file.FileFormat;
import io.daybook.report.file.ReportFiles;
import io.daybook.report.issue.Made;
import io.daybook.report.layout.DateSpan;
import io.daybook.report.layout.Figure;
import io.daybook.report.layout.Report;
import io.daybook.report.scheduled.ReportDefinition;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every number that a reader sees is the oracle's, in every file and for every kind of period. */
class TestReportFigures {
  @TempDir static Path directory;

  private static final Map<List<Object>, Map<String, BigDecimal>> KNOWN = new HashMap<>();

  private static ReportedNight night;

  @BeforeAll
  static void makeARelease() throws SQLException {
    night = ReportedNight.make(directory);
    try (Connection owner = night.fixture().database.connect()) {
      Oracle.prepare(owner, ZoneOffsets.inForce().rows());
    }
  }

  @AfterAll
  static void close() {
    KNOWN.clear();
  }

  @Test
  void everyFigureIsTheOracles() throws SQLException {
    int compared = 0;
    for (ReportedNight.One made : night.made()) {
      Map<String, BigDecimal> now = oracle(made.report(), made.report().period());
      Map<String, BigDecimal> before =
          oracle(made.report(), made.report().comparison().orElseThrow());
      for (int i = 0; i < made.report().figures().size(); i++) {
        Figure figure = made.report().figures().get(i);
        String metric = made.definition().metrics().get(i);
        if (now.containsKey(metric)) {
          requireSame(made, metric, figure, figure.value().number(), now.get(metric));
          requireSame(
              made, metric, figure, figure.comparison().orElseThrow().number(), before.get(metric));
          compared += 2;
        }
      }
    }
    assertThat(compared).isGreaterThan(400);
  }

  private static void requireSame(
      ReportedNight.One made,
      String metric,
      Figure figure,
      Optional<BigDecimal> value,
      BigDecimal oracle) {
    String what =
        "%s of %s, %s"
            .formatted(metric, made.report().tenant().name(), made.report().period().toString());
    if (oracle == null) {
      assertThat(value).as(what).isEmpty();
    } else {
      assertThat(value).as(what).isPresent();
      BigDecimal shown = figure.unit().round(oracle, figure.decimals());
      assertThat(value.get()).as(what).isEqualByComparingTo(shown);
    }
  }

  /** PostgreSQL's answers over the source; null where there is none. */
  private static Map<String, BigDecimal> oracle(Report report, DateSpan days) throws SQLException {
    List<Object> key = List.of(report.tenant().id(), days);
    if (KNOWN.containsKey(key)) {
      return KNOWN.get(key);
    }
    String sql =
        Oracle.sql("metrics", night.release().asOf())
            .replace(":tenant", report.tenant().id())
            .replace(":from", days.from().toString())
            .replace(":until", days.until().toString())
            .replace(
                ":cut", days.until().atStartOfDay(report.tenant().zone()).toInstant().toString());
    Map<String, BigDecimal> values = new HashMap<>();
    try (Connection owner = night.fixture().database.connect()) {
      for (List<Object> row : Oracle.query(owner, sql)) {
        values.put((String) row.get(0), (BigDecimal) row.get(1));
      }
    }
    assertThat(values).hasSize(17);
    KNOWN.put(key, values);
    return values;
  }

  /** One organisation for each kind of period; another one for each. */
  @ParameterizedTest
  @EnumSource(PeriodKind.class)
  void allFilesSayTheOraclesNumbers(PeriodKind kind) throws Exception {
    List<ReportedNight.One> tenants = onePerTenant();
    ReportedNight.One one = tenants.get(kind.name().length() % tenants.size());
    assertThat(compareFiles(covering(one, kind))).isGreaterThan(25);
  }

  @ParameterizedTest
  @EnumSource(PeriodKind.class)
  @Tag("slow")
  void allFilesOfAllOrganisationsSayTheOraclesNumbers(PeriodKind kind) throws Exception {
    int compared = 0;
    for (ReportedNight.One one : onePerTenant()) {
      compared += compareFiles(covering(one, kind));
    }
    assertThat(compared).isGreaterThan(100);
  }

  private static List<ReportedNight.One> onePerTenant() {
    Set<String> seen = new HashSet<>();
    List<ReportedNight.One> tenants =
        night.made().stream().filter(made -> seen.add(made.report().tenant().id())).toList();
    assertThat(tenants).hasSizeGreaterThan(3);
    return tenants;
  }

  /** The same report for the last complete period of another kind. */
  private static ReportedNight.One covering(ReportedNight.One made, PeriodKind kind) {
    ReportDefinition of = made.definition();
    ReportDefinition other =
        new ReportDefinition(
            of.id(),
            of.tenant(),
            of.name(),
            of.author(),
            kind,
            of.format(),
            of.own(),
            of.metrics(),
            of.comparison(),
            of.charts(),
            of.emails(),
            of.users());
    LocalDate today = LocalDate.ofInstant(night.release().asOf(), made.report().tenant().zone());
    Made outcome = night.all().scheduled().make(other, today);
    return new ReportedNight.One(other, ((Made.Ready) outcome).content());
  }

  /** How many numbers of the oracle all files of this report say. */
  private static int compareFiles(ReportedNight.One made) throws IOException, SQLException {
    Report report = made.report();
    ReportFiles files = new ReportFiles();
    Path folder = Files.createTempDirectory(directory, "files");
    List<List<String>> pdf = FigureRows.ofPdf(files.make(report, FileFormat.PDF, folder).path());
    List<List<String>> html =
        FigureRows.ofHtml(Files.readString(files.make(report, FileFormat.HTML, folder).path()));
    List<List<String>> xlsx =
        FigureRows.ofXlsx(files.make(report, FileFormat.XLSX, folder).path(), report);
    List<List<String>> csv =
        FigureRows.ofCsv(files.make(report, FileFormat.CSV, folder).path(), report);
    assertThat(pdf).hasSameSizeAs(report.figures());
    assertThat(html).isEqualTo(pdf);
    assertThat(FigureRows.ofHtml(files.mail(report).html())).isEqualTo(pdf);
    assertThat(csv).isEqualTo(xlsx);
    assertThat(numbers(xlsx)).isEqualTo(numbers(pdf));
    String plain = FigureRows.spaced(files.mail(report).text());

    Map<String, BigDecimal> now = oracle(report, report.period());
    Map<String, BigDecimal> before = oracle(report, report.comparison().orElseThrow());
    int compared = 0;
    for (int i = 0; i < report.figures().size(); i++) {
      String metric = made.definition().metrics().get(i);
      if (now.containsKey(metric)) {
        Figure figure = report.figures().get(i);
        String what = metric + " of " + report.tenant().name() + ", " + report.period();
        assertThat(pdf.get(i).get(1)).as(what).isEqualTo(shown(report, figure, now.get(metric)));
        assertThat(pdf.get(i).get(2))
            .as(what + " before")
            .isEqualTo(shown(report, figure, before.get(metric)));
        assertThat(plain).contains(xlsx.get(i).get(0) + ": " + pdf.get(i).get(1));
        compared += 2;
      }
    }
    return compared;
  }

  private static List<List<String>> numbers(List<List<String>> rows) {
    return rows.stream().map(row -> row.subList(1, row.size())).toList();
  }

  private static String shown(Report report, Figure figure, BigDecimal oracle) {
    return oracle == null
        ? "n/a"
        : FigureRows.spaced(
            report
                .formats()
                .full(
                    figure.unit().round(oracle, figure.decimals()),
                    figure.unit(),
                    figure.decimals()));
  }
}
