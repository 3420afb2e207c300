package io.daybook.run;

import io.daybook.calendar.TenantCalendar;
import io.daybook.demo.DemoTenant;
import io.daybook.report.custom.definition.Definition;
import io.daybook.report.custom.definition.DefinitionReader;
import io.daybook.report.custom.sql.Gate;
import io.daybook.report.custom.sql.Question;
import io.daybook.report.metric.Metrics;
import io.daybook.report.metric.RenozCatalogue;
import io.daybook.warehouse.AnalystDatabase;
import io.daybook.warehouse.DatasetRows;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.TenantDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** A release, what a tenant may see of it, and all tenants' rows in PostgreSQL. */
final class CustomFixture {
  static final Metrics METRICS = RenozCatalogue.METRICS;
  static final DefinitionReader READER = new DefinitionReader(METRICS);

  final NightFixture night;
  final Manifest release;
  final TenantDatabase tenants;
  final String tenantColumn;

  CustomFixture(Path directory) throws SQLException, IOException {
    this.night = SharedNight.fixture();
    this.release = SharedNight.release();
    this.tenantColumn = night.model.tenants().column();
    this.tenants =
        new TenantDatabase(
            night.files(), release, directory.resolve("cache"), tenantColumn, METRICS.columns());
  }

  /** Copies the release's rows into PostgreSQL and opens it; UTC as everywhere. */
  Connection postgres() throws SQLException, IOException {
    Connection postgres = night.database.connect();
    try (Connection all = new AnalystDatabase(night.files()).open(release.release())) {
      TenantRows.copy(all, postgres, METRICS.datasets());
    }
    return postgres;
  }

  /** Live tenants with a zone, in the order of the demo. */
  List<DemoTenant> askable() {
    return night.source.tenants().stream()
        .filter(tenant -> !tenant.deleted() && tenant.zone().contains("/"))
        .toList();
  }

  Connection open(DemoTenant tenant) {
    return tenants.open(tenant.id().toString(), METRICS.datasets());
  }

  Map<String, List<Map<String, Object>>> rows(DemoTenant tenant) throws SQLException {
    try (Connection connection = open(tenant)) {
      return DatasetRows.read(connection, METRICS.datasets(), Long.MAX_VALUE);
    }
  }

  /** Weeks and years that begin where they are hardest to get right. */
  TenantCalendar calendar(DemoTenant tenant, int variant) {
    return new TenantCalendar(
        ZoneId.of(tenant.zone()), DayOfWeek.of(1 + variant % 7), Month.of(1 + variant * 5 % 12));
  }

  Question question(Definition definition, DemoTenant tenant, int variant) {
    return question(definition, tenant, variant, "owner");
  }

  Question question(Definition definition, DemoTenant tenant, int variant, String role) {
    TenantCalendar calendar = calendar(tenant, variant);
    return new Question(
        definition,
        METRICS,
        calendar,
        release.asOf(),
        LocalDate.ofInstant(release.asOf(), calendar.zone()),
        gate(tenant.id().toString(), role));
  }

  Gate gate(String tenant, String role) {
    return new Gate(tenantColumn, tenant, role, METRICS.roles().role(role).areas());
  }
}
