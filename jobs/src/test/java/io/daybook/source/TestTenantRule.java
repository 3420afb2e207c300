package io.daybook.source;

import static io.daybook.source.ShopModel.CATALOGUE;
import static io.daybook.source.ShopModel.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose the rows of a source are, as its files say it. */
class TestTenantRule {
  @TempDir Path sql;

  @Test
  void tenantsWithoutAZoneColumnLiveInTheDefaultZone() throws IOException {
    TenantRule tenants = load(SOURCE.replace("  zone: zone\n", ""), CATALOGUE).tenants();
    assertThat(tenants.zoneColumn()).isEmpty();
    assertThat(tenants.defaultZone()).hasToString("Europe/Vienna");
    assertProblem("  default_zone: Europe/Vienna\n", "", "tenants.default_zone: is missing");
  }

  @Test
  void oneMessageSaysWhatASourceMustSayOfItsTenants() {
    String block = SOURCE.substring(SOURCE.indexOf("tenants:"), SOURCE.indexOf("deleted:"));
    assertThatThrownBy(() -> load(SOURCE.replace(block, ""), CATALOGUE))
        .hasMessageStartingWith("DEF-INVALID Cannot load the model of source shop: 1 problem")
        .hasMessageContaining("tenants: must say whose the rows are: name the table with one row")
        .hasMessageContaining("or say tenants: none, and default_zone beside it, where one");
  }

  @Test
  void aSourceMayHaveOneTenantAlone() throws IOException {
    String block = SOURCE.substring(SOURCE.indexOf("tenants:"), SOURCE.indexOf("deleted:"));
    String alone =
        SOURCE
            .replace(block, "tenants: none\ndefault_zone: Europe/Vienna\n")
            .replace("    tenant: via invoice\n", "")
            .replace("    tenant: global\n", "");
    SourceModel model = load(alone, CATALOGUE);
    assertThat(model.tenants().only())
        .contains(new TenantRule.Only("shop", "shop", Optional.empty(), Optional.empty()));
    assertThat(model.tenants().column()).isEqualTo("tenant_id");
    assertThat(model.tables().values())
        .allMatch(table -> table.tenancy().equals(new Tenancy.Only()));
    assertThatThrownBy(
            () ->
                load(
                    alone.replace(
                            "default_zone: Europe/Vienna", "tenant: {currency: EURO, zone: x}")
                        + "    tenant: global\n",
                    CATALOGUE))
        .hasMessageContaining("default_zone: is missing")
        .hasMessageContaining("tenant.currency: EURO is none of ISO 4217")
        .hasMessageContaining("tenant.zone: is unknown")
        .hasMessageContaining("tables.currencies.tenant: the source has one tenant alone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"integer", "numeric", "numeric(10,2)", "jsonb", "uuid", "interval", "text[]"})
  void aZoneIsAText(String type) {
    String catalogue = CATALOGUE.replace("zone: text", "zone: " + type);
    assertThatThrownBy(() -> load(SOURCE, catalogue))
        .hasMessageContaining("tenants.zone: zone is " + type + "; a zone is a text like Europe/P");
  }

  @Test
  void refusesPathsToATenantThatDoNotEnd() {
    String globalParent =
        SOURCE.replace("    leave_out: [search]", "    tenant: global\n    leave_out: [search]");
    assertThatThrownBy(() -> load(globalParent, CATALOGUE))
        .hasMessageContaining("the path ends at invoices, which is global");
    String circle =
        SOURCE
            .replace("    leave_out: [search]", "    tenant: via line\n    leave_out: [search]")
            .replace("account_id: as customer", "billed_by: as line");
    assertThatThrownBy(
            () ->
                load(
                    circle.replace("billed_by: accounts", "none: accounts"),
                    CATALOGUE.replace("account_id: accounts.id", "billed_by: invoices.id")))
        .hasMessageContaining("the path comes back to invoices and finds no tenant");
    assertThatThrownBy(() -> load(SOURCE, CATALOGUE.replace("invoices.id", "invoices.billed_by")))
        .hasMessageContaining("does not lead to the key of invoices, so a row could have several");
  }

  private void assertProblem(String before, String after, String... messages) {
    ShopModel.assertProblem(sql, before, after, messages);
  }

  private SourceModel load(String source, String catalogue) throws IOException {
    return ShopModel.load(sql, source, catalogue);
  }
}
