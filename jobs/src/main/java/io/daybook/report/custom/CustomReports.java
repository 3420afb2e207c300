package io.daybook.report.custom;

import static java.util.Objects.requireNonNull;

import io.daybook.audience.Asker;
import io.daybook.audience.Audience;
import io.daybook.audience.Organisation;
import io.daybook.audience.ReleaseRows;
import io.daybook.audience.ReportQueries;
import io.daybook.digest.Sha256;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.custom.definition.Definition;
import io.daybook.report.custom.definition.DefinitionReader;
import io.daybook.report.custom.sql.Evaluation;
import io.daybook.report.custom.sql.Gate;
import io.daybook.report.custom.sql.Question;
import io.daybook.report.layout.OneLine;
import io.daybook.report.layout.Provenance;
import io.daybook.report.layout.Report;
import io.daybook.report.layout.Tenant;
import io.daybook.report.metric.Metrics;
import io.daybook.warehouse.AnalystDatabase;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.TenantDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The custom reports of one release: which there are, and what they say. Keeps what the tenants see
 * that asked last open until it is closed. Safe for several threads.
 */
public final class CustomReports implements AutoCloseable {
  /** Tenants whose files stay open, each with its memory. */
  private static final int KEPT = 4;

  private final Manifest release;
  private final Metrics metrics;
  private final TenantDatabase tenants;
  private final String tenantColumn;
  private final AnswerCache cache;
  private final DefinitionReader reader;
  private final Audience audience;
  private final List<Map<String, String>> favourites;
  private final List<CustomReport> reports;

  private CustomReports(
      Manifest release,
      Metrics metrics,
      TenantDatabase tenants,
      String tenantColumn,
      AnswerCache cache,
      ReleaseRows source) {
    this.release = release;
    this.metrics = metrics;
    this.tenants = tenants;
    this.tenantColumn = tenantColumn;
    this.cache = cache;
    this.reader = new DefinitionReader(metrics);
    this.audience = Audience.read(source, metrics.roles());
    this.favourites = source.rows("favourites");
    this.reports = source.rows("custom").stream().map(this::report).toList();
  }

  /**
   * Reads the definitions of a release.
   *
   * @param files the source's folder of the warehouse, on this machine
   * @param queries who asks for what
   * @param directory local folder for what tenants' reports read
   * @param tenantColumn name of the tenant in facts and marts
   * @param cache of answers; may be shared between releases
   * @throws DaybookException DEF_INVALID, RELEASE_CORRUPT
   */
  public static CustomReports load(
      FileStore files,
      Manifest release,
      ReportQueries queries,
      Metrics metrics,
      Path directory,
      String tenantColumn,
      AnswerCache cache) {
    requireNonNull(metrics, "metrics is null");
    TenantDatabase tenants =
        new TenantDatabase(files, release, directory, tenantColumn, TenantDatabase.LONGEST, KEPT);
    try (Connection whole = new AnalystDatabase(files).open(release.release())) {
      return new CustomReports(
          release, metrics, tenants, tenantColumn, cache, new ReleaseRows(whole, queries));
    } catch (SQLException e) {
      throw new IllegalStateException("A connection that only read cannot fail to close", e);
    }
  }

  private CustomReport report(Map<String, String> row) {
    String id = row.getOrDefault("id", "");
    String name = OneLine.of(row.getOrDefault("name", ""));
    return new CustomReport(
        id,
        row.getOrDefault("tenant", ""),
        name.isEmpty() ? id : name,
        Optional.ofNullable(row.get("creator")),
        Boolean.parseBoolean(row.get("is_shared")),
        reader.read(row.getOrDefault("definition", "")));
  }

  /** Number of the release that all of it is read from. */
  public long release() {
    return release.release();
  }

  /** The reports of all tenants, in the order of tenant and id. */
  public List<CustomReport> reports() {
    return reports;
  }

  /** The report of this id. */
  public Optional<CustomReport> report(String id) {
    return reports.stream().filter(report -> report.id().equals(id)).findFirst();
  }

  /** Ids of the custom reports that the user keeps at hand. */
  public Set<String> favourites(String user) {
    return favourites.stream()
        .filter(row -> user.equals(row.get("user_id")))
        .map(row -> row.get("report_id"))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** How many users keep it at hand. */
  public long keptBy(CustomReport report) {
    return favourites.stream()
        .filter(row -> report.id().equals(row.get("report_id")))
        .filter(row -> report.tenant().equals(row.get("tenant")))
        .count();
  }

  /** Who is there, and what each may see. */
  public Audience audience() {
    return audience;
  }

  /** What a report of somebody's own says, in the name of its creator. */
  public MadeCustom make(CustomReport report) {
    return makeForCreator(report, Optional.empty());
  }

  /** The same on a day of the tenant; its periods end before that. */
  public MadeCustom make(CustomReport report, LocalDate today) {
    return makeForCreator(report, Optional.of(today));
  }

  private MadeCustom makeForCreator(CustomReport report, Optional<LocalDate> today) {
    Optional<Asker> creator = report.creator().flatMap(audience.people()::user);
    return creator.isPresent()
        ? make(report, creator.get(), today)
        : new MadeCustom.Held(
            "who made it is not an active user: ask it in the name of a role, or of another user",
            false);
  }

  /** What a report says to this asker. */
  public MadeCustom make(CustomReport report, Asker asker) {
    return make(report, asker, Optional.empty());
  }

  /** What a report says to this asker on a day of the tenant; its periods end before that. */
  public MadeCustom make(CustomReport report, Asker asker, LocalDate today) {
    return make(report, asker, Optional.of(today));
  }

  private MadeCustom make(CustomReport report, Asker asker, Optional<LocalDate> today) {
    if (!report.isFor(asker)) {
      return new MadeCustom.Failed("it is not shared with who asks");
    }
    return report
        .reading()
        .definition()
        .map(definition -> make(report.name(), definition, asker, today, none -> {}))
        .orElseGet(() -> new MadeCustom.Failed(report.reading().text()));
  }

  /**
   * What a definition says to this asker.
   *
   * @param name of the report where the definition has no title
   * @throws DaybookException DEF_REPORT when the text is no definition
   */
  public MadeCustom ask(String name, String definition, Asker asker) {
    Definition read = reader.require(name, definition);
    return make(read.title().orElse(name), read, asker, Optional.empty(), none -> {});
  }

  /**
   * What a definition says to this asker.
   *
   * @param started takes what can be cancelled, before it begins
   */
  public MadeCustom make(
      String title, Definition definition, Asker asker, Consumer<Evaluation> started) {
    return make(title, definition, asker, Optional.empty(), started);
  }

  private MadeCustom make(
      String title,
      Definition definition,
      Asker asker,
      Optional<LocalDate> today,
      Consumer<Evaluation> started) {
    Optional<String> obstacle = audience.organisations().obstacle(asker.tenant());
    if (obstacle.isPresent()) {
      return new MadeCustom.Held(obstacle.get(), false);
    }
    Organisation organisation = audience.organisations().of(asker.tenant()).orElseThrow();
    Set<String> areas = asker.role().areas();
    LocalDate firstUnknown = LocalDate.ofInstant(release.asOf(), organisation.zone());
    Question question =
        new Question(
            definition,
            metrics,
            organisation.calendar(),
            release.asOf(),
            today.orElse(firstUnknown),
            new Gate(tenantColumn, asker.tenant(), asker.role().name(), areas));
    if (question.days().until().isAfter(firstUnknown)) {
      return new MadeCustom.Held(
          "release %d shows %s, before %s has ended"
              .formatted(release.release(), release.asOf(), question.days().last()),
          true);
    }
    AnswerCache.Key key =
        new AnswerCache.Key(
            release.source(),
            release.release(),
            metrics.definition(),
            asker.tenant(),
            areas,
            question.today(),
            title,
            definition);
    Optional<Report> known = cache.answer(key);
    return known.isPresent()
        ? new MadeCustom.Made(known.get())
        : answer(title, question, organisation, key, started);
  }

  private MadeCustom answer(
      String title,
      Question question,
      Organisation organisation,
      AnswerCache.Key key,
      Consumer<Evaluation> started) {
    try (Connection connection = tenants.open(organisation.id(), metrics.datasets())) {
      Evaluation evaluation = new Evaluation(connection, question);
      started.accept(evaluation);
      Report report =
          new CustomComposer(
                  title, question, Tenant.of(organisation), provenance(question.definition()))
              .compose(evaluation);
      cache.keep(key, report);
      return new MadeCustom.Made(report);
    } catch (SQLException e) {
      throw new IllegalStateException("A connection that only read cannot fail to close", e);
    } catch (DaybookException e) {
      if (e.code() != Code.DEF_REPORT) {
        throw e;
      }
      return new MadeCustom.Failed(
          e.getMessage().lines().findFirst().orElse(e.code().text()).replaceFirst("^\\S+ ", ""));
    }
  }

  /** Nothing stays open from now on. */
  @Override
  public void close() {
    tenants.close();
  }

  private Provenance provenance(Definition definition) {
    return new Provenance(
        release.source(),
        release.release(),
        release.asOf(),
        Sha256.version(definition) + "-" + metrics.definition(),
        release.daybook());
  }
}
