package io.daybook.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small source, to be written into a folder as a test would have it. */
final class ShopModel {
  static final String CATALOGUE =
      """
      tables:
        accounts:
          columns:
            id: uuid not null
            zone: text not null
            removed_at: timestamptz
            parent_id: uuid
          key: id
        invoices:
          columns:
            id: uuid not null
            account_id: uuid not null
            status: invoice_status not null
            amount: numeric(12,2) not null
            api_token: text
            search: tsvector
            billed_by: uuid
            removed_at: timestamptz
          key: id
          references:
            account_id: accounts.id
        invoice_lines:
          columns:
            invoice_id: uuid not null
            line: integer not null
            label: varchar(40)
          key: [invoice_id, line]
          references:
            invoice_id: invoices.id
        currencies:
          columns:
            code: text not null
          key: code
      enums:
        invoice_status: [open, paid]
      """;

  static final String SOURCE =
      """
      source: shop
      schema: public
      tenants:
        table: accounts
        key: id
        column: account_id
        zone: zone
        default_zone: Europe/Vienna
      deleted: removed_at
      leave_out: ['*_token']
      relations:
        billed_by: accounts
      tables:
        accounts:
          relations:
            parent_id: accounts as owner
        invoices:
          leave_out: [search]
          relations:
            account_id: as customer
        invoice_lines:
          tenant: via invoice
        currencies:
          tenant: global
      """;

  private ShopModel() {}

  /** The model of these files below {@code sql}. */
  static SourceModel load(Path sql, String source, String catalogue) throws IOException {
    Path directory = Files.createDirectories(sql.resolve("shop"));
    Files.writeString(directory.resolve("source.yml"), source);
    Files.writeString(directory.resolve("catalogue.yml"), catalogue);
    return SourceModel.load(sql, "shop");
  }

  /** The source cannot be loaded with one line of it altered, and these are told. */
  static void assertProblem(Path sql, String before, String after, String... messages) {
    String old = before.strip();
    String source = SOURCE.replaceFirst("\\Q" + old + "\\E", after.strip());
    assertThat(source).isNotEqualTo(SOURCE);
    assertThatThrownBy(() -> load(sql, source, CATALOGUE)).message().contains(messages);
  }
}
