package io.daybook.source;

import static io.daybook.source.ShopModel.CATALOGUE;
import static io.daybook.source.ShopModel.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSourceModel {
  static final Path SQL = Path.of(System.getProperty("daybook.home"), "sql");

  private static final String EVENTS =
      """
        events:
          tenant: account_id
          polymorphic:
            about_id:
              type: about
              parents:
                account: accounts
                invoice: invoices
      """;

  private static final String CATALOGUE_OF_EVENTS =
      CATALOGUE.replace(
          "enums:\n",
          """
            events:
              columns:
                id: uuid not null
                account_id: uuid not null
                about: about not null
                about_id: uuid not null
              key: id
          enums:
            about: [account, invoice, other]
          """);

  @TempDir Path sql;

  @Test
  void loadsTheModelOfRenoz() {
    SourceModel model = SourceModel.load(SQL, "renoz");

    assertThat(model.tables()).hasSize(180);
    assertThat(model.schemas()).containsExactly("public");
    assertThat(model.tenants().deletedColumn()).contains("deleted_at");
    assertThat(model.tenants().defaultZone().getId()).isEqualTo("Australia/Sydney");
    assertThat(model.definitionHash()).matches("[0-9a-f]{64}");
    SourceTable orders = model.table("orders").orElseThrow();
    assertThat(orders.columns()).hasSize(44);
    assertThat(orders.key()).containsExactly("id");
    assertThat(orders.tenancy()).isEqualTo(new Tenancy.Own("organization_id"));
    assertThat(orders.relations().stream().map(Relation::toString))
        .containsExactly(
            "orders.organization_id -> organizations.id",
            "orders.customer_id -> customers.id",
            "orders.created_by -> users.id",
            "orders.updated_by -> users.id");
    assertThat(orders.rawSchema().column("total").map(Column::type))
        .contains(DataType.decimal(12, 2));
    assertThat(model.vocabularies().get("opportunity_stage"))
        .containsExactly("new", "qualified", "proposal", "negotiation", "won", "lost");
    SourceTable warranties = model.table("warranties").orElseThrow();
    assertThat(warranties.relation("customer"))
        .contains(new Relation("customer", "warranties", "customer_id", "customers", "id", false));
  }

  @Test
  void keepsSecretsInTheSource() {
    SourceTable jobs = SourceModel.load(SQL, "renoz").table("job_assignments").orElseThrow();
    assertThat(jobs.columns().stream().map(SourceColumn::name))
        .doesNotContain("sign_off_token", "confirmation_token")
        .contains("sign_off_token_expires_at");
  }

  @Test
  void takesTenantsDeletionAndRelationsFromBothFiles() throws IOException {
    SourceModel model = load(SOURCE, CATALOGUE);

    SourceTable invoices = model.table("invoices").orElseThrow();
    assertThat(invoices.columns().stream().map(SourceColumn::name))
        .containsExactly("id", "account_id", "status", "amount", "billed_by", "removed_at");
    assertThat(invoices.columns().get(2))
        .isEqualTo(new SourceColumn("status", "invoice_status", true, DataType.TEXT, false));
    assertThat(invoices.columns().get(5).sourceType()).isEqualTo("timestamp with time zone");
    assertThat(invoices.deletedColumn()).contains("removed_at");
    assertThat(invoices.relations())
        .containsExactly(
            new Relation("customer", "invoices", "account_id", "accounts", "id", true),
            new Relation("billed_by", "invoices", "billed_by", "accounts", "id", false));
    SourceTable lines = model.table("invoice_lines").orElseThrow();
    assertThat(lines.tenancy()).isEqualTo(new Tenancy.Via("invoice"));
    assertThat(lines.deletedColumn()).isEmpty();
    assertThat(lines.key()).containsExactly("invoice_id", "line");
    assertThat(model.table("currencies").orElseThrow().tenancy()).isEqualTo(new Tenancy.Global());
    assertThat(model.table("accounts").orElseThrow().relation("owner")).isPresent();
    assertThat(model.tenants().deletedColumn()).isEqualTo(Optional.of("removed_at"));
  }

  @Test
  void takesReferencesWhoseTableTheRowNames() throws IOException {
    SourceTable events = load(SOURCE + EVENTS, CATALOGUE_OF_EVENTS).table("events").orElseThrow();
    assertThat(events.polymorphic())
        .containsExactly(
            new PolymorphicRelation(
                "events",
                "about",
                "about_id",
                Map.of("account", "accounts", "invoice", "invoices")));
    assertThat(events.polymorphic().get(0)).hasToString("events.about_id -> by about");
    assertThat(events.relations()).isEmpty();
  }

  @Test
  void refusesAReferenceThatNoRowCouldHold() {
    assertEventsProblem("about_id:", "abut_id:", "has no column abut_id, did you mean about_id?");
    assertEventsProblem("type: about", "type: abut", "has no column abut, did you mean about?");
    assertEventsProblem("type: about", "types: about", "types: is unknown, did you mean type?");
    assertEventsProblem(
        "account: acc", "acount: acc", "not a value of about, did you mean account?");
    assertEventsProblem(": accounts", ": accountants", "parent accountants is not in this model");
    assertEventsProblem(
        ": accounts", ": invoice_lines", "invoice_lines has the key [invoice_id, line]");
    assertEventsProblem(
        ": accounts", ": currencies", "about_id is uuid, but currencies.code is text");
  }

  /** A row says Account, ACCOUNT or account, and one of them would never be asked. */
  @Test
  void refusesTwoTypesThatDifferOnlyInCaseOrSpaces() throws IOException {
    String catalogue = CATALOGUE_OF_EVENTS.replace("about: about not null", "about: text");
    assertThatThrownBy(
            () -> load(SOURCE + EVENTS + "          \" ACCOUNT\": accounts\n", catalogue))
        .hasMessageContaining("about_id.parents. ACCOUNT: is account once more: case and spaces");
    String other = SOURCE + EVENTS.replace("account: accounts", "\"Account \": accounts");
    assertThat(load(other, catalogue).table("events").orElseThrow().polymorphic())
        .isEqualTo(load(SOURCE + EVENTS, catalogue).table("events").orElseThrow().polymorphic());
  }

  /** An enum has its words as somebody wrote them. */
  @Test
  void takesTheWordOfAnEnumInAnyCase() throws IOException {
    String catalogue = CATALOGUE_OF_EVENTS.replace("[account, invoice", "[ACCOUNT, invoice");
    assertThat(load(SOURCE + EVENTS, catalogue).table("events").orElseThrow().polymorphic())
        .hasSize(1);
  }

  /** Of two ways with one name a path would follow either. */
  @Test
  void refusesTwoWaysOfOneNameUntilOneOfThemHasAnother() throws IOException {
    String catalogue =
        CATALOGUE_OF_EVENTS.replace(
            "about_id: uuid not null\n",
            "about_id: uuid not null\n      about_accounts_id: uuid\n");
    String source = SOURCE + EVENTS + "    relations:\n      about_accounts_id: accounts\n";
    assertThatThrownBy(() -> load(source, catalogue))
        .hasMessageMatching(
            "(?s).*source.yml:[0-9]+ tables.events.polymorphic.about_id.parents.account: the way to"
                + " accounts would be named about_accounts like events.about_accounts_id ->"
                + " accounts.id; give it a name: account: accounts as <name>.*");
    String named = source.replace("account: accounts", "account: accounts as person");
    SourceModel model = load(named, catalogue);
    assertThat(model.steps(model.table("events").orElseThrow()))
        .extracting(Relation::name)
        .containsExactlyInAnyOrder("about_accounts", "person", "about_invoices");
    assertThatThrownBy(
            () -> load(named.replace(": invoices\n", ": invoices as Person\n"), catalogue))
        .hasMessageContaining("would be named Person like events.about_id -> by about, accounts");
    assertThatThrownBy(
            () -> load(named.replace(": invoices\n", ": accounts as owner\n"), catalogue))
        .hasMessageContaining("the way to accounts is called person already");
  }

  private void assertEventsProblem(String before, String after, String message) {
    String events = EVENTS.replace(before, after);
    assertThat(events).isNotEqualTo(EVENTS);
    assertThatThrownBy(() -> load(SOURCE + events, CATALOGUE_OF_EVENTS))
        .hasMessageContaining(message);
  }

  @Test
  void onlyTheKeyIsRequiredInRawTables() throws IOException {
    SourceTable invoices = load(SOURCE, CATALOGUE).table("invoices").orElseThrow();
    assertThat(invoices.rawSchema().column("id").orElseThrow().nullable()).isFalse();
    assertThat(invoices.rawSchema().column("amount").orElseThrow().nullable()).isTrue();
  }

  @Test
  void theHashFollowsBothFiles() throws IOException {
    String before = load(SOURCE, CATALOGUE).definitionHash();
    assertThat(load(SOURCE, CATALOGUE).definitionHash()).isEqualTo(before);
    assertThat(load(SOURCE + "# more\n", CATALOGUE).definitionHash()).isNotEqualTo(before);
    assertThat(load(SOURCE, CATALOGUE + "# more\n").definitionHash()).isNotEqualTo(before);
  }

  @Test
  void reportsFiveMistakesAtOnceWithTheirLines() {
    String source =
        SOURCE
            .replace("Europe/Vienna", "Europe/Viena")
            .replace("leave_out: [search]", "leave_out: [serch]")
            .replace("account_id: as customer", "acount_id: as customer")
            .replace("via invoice", "via invoise")
            .replace("  currencies:", "  currency:");

    DaybookException failure =
        catchThrowableOfType(DaybookException.class, () -> load(source, CATALOGUE));

    assertThat(failure.code()).isEqualTo(Code.DEF_INVALID);
    String file = sql.resolve("shop/source.yml").toString();
    assertThat(failure.getMessage())
        .startsWith("DEF-INVALID Cannot load the model of source shop: 5 problems")
        .contains(
            file + ":8 tenants.default_zone: Europe/Viena is not a time zone like Europe/Paris",
            file
                + ":18 tables.invoices.leave_out: invoices has no column serch, did you mean"
                + " search?",
            file
                + ":20 tables.invoices.relations.acount_id: invoices has no such column, did you"
                + " mean account_id?",
            file
                + ":22 tables.invoice_lines.tenant: invoice_lines has no relation invoise, did you"
                + " mean invoice?",
            file + ":23 tables.currency: is not in catalogue.yml");
  }

  @Test
  void refusesWhatCannotHold() {
    assertProblem("    table: accounts", "    table: acounts", "acounts is not among the tables");
    assertProblem("    key: id", "    key: ident", "accounts has no column ident");
    assertProblem("    key: id", "    key: zone", "zone is not the primary key of accounts");
    assertProblem("    zone: zone", "    zone: zones", "has no column zones, did you mean zone?");
    assertProblem("source: shop", "source: shops", "is shops, but the folder is shop");
    assertProblem("deleted: removed_at", "delete: removed_at", "delete: is unknown, did you mean");
    assertProblem(
        "      tenant: via invoice",
        "      deleted: gone_at",
        "invoice_lines: has no tenant column account_id; say tenant: <column>",
        "deleted: invoice_lines has no column gone_at");
    assertProblem(
        "      tenant: global", "      tenant: via code", "currencies has no relation code");
    assertProblem(
        "        billed_by: accounts",
        "        billed_by: currencies",
        "is uuid, but currencies.code is text");
    assertProblem(
        "        billed_by: accounts", "        billed_by: partners", "is not in this model");
    assertProblem(
        "        billed_by: accounts",
        "        billed_by: invoice_lines",
        "parent invoice_lines has the key [invoice_id, line]");
    assertProblem(
        "        billed_by: accounts", "        billed_by: as payer", "declares no reference");
    assertProblem(
        "        billed_by: accounts",
        "        billed_by: a b c",
        "parent a b c is not in this model");
    assertProblem(
        "account_id: as customer",
        "account_id: invoices",
        "the database declares invoices.account_id -> accounts.id; say only: as <name>");
    assertProblem("account_id: as customer", "account_id: as billed_by", "give one of them a name");
    assertProblem("leave_out: [search]", "leave_out: [search, id]", "id is of the key");
  }

  @Test
  void refusesColumnsThatDifferInCaseOnly() {
    assertProblemOfCatalogue(
        "label: varchar(40)",
        "label: varchar(40)\n      'Label': text",
        "invoice_lines.Label: differs from label in case only, which engines take for one; leave"
            + " one of them out: leave_out: [Label]");
  }

  @Test
  void saysWhichSourceWasMeant() throws IOException {
    Files.createDirectories(sql.resolve("shop"));
    assertThatThrownBy(() -> SourceModel.load(sql, "shops"))
        .hasMessageStartingWith("USAGE Cannot load the model of source shops: there is no folder")
        .hasMessageContaining("did you mean shop?");
  }

  private void assertProblemOfCatalogue(String before, String after, String message) {
    assertThatThrownBy(() -> load(SOURCE, CATALOGUE.replace(before, after)))
        .hasMessageContaining(message);
  }

  private void assertProblem(String before, String after, String... messages) {
    ShopModel.assertProblem(sql, before, after, messages);
  }

  private SourceModel load(String source, String catalogue) throws IOException {
    return ShopModel.load(sql, source, catalogue);
  }
}
