package io.daybook.run;

import java.nio.file.Path;

/** A shop some values of which cannot be carried: a day that never comes, a year too far off. */
final class OddShop {
  private static final String[] SHOP = {
    """
    create table organizations (id text primary key, name text, zone text, paid_until timestamptz,
        updated_at timestamptz)
    """,
    """
    insert into organizations values
        ('a', 'A', 'UTC', '2027-01-01', '2026-01-01'),
        ('b', 'B lifetime', 'UTC', 'infinity', '-infinity'),
        ('c', 'C', 'UTC', null, '294000-01-01')
    """,
    """
    create table orders (id integer primary key, organization_id text not null
        references organizations, total numeric(10,2) not null, due_on date, created_at timestamptz
        not null)
    """,
    """
    insert into orders select n, chr(97 + n % 3), 10, '2026-02-01', '2026-01-01'
        from generate_series(1, 3000) n
    """,
    """
    create table tax_rates (id integer primary key, organization_id text references organizations,
        rate numeric(5,2), valid_to date not null default 'infinity')
    """,
    "insert into tax_rates values (1, 'a', 20, '2026-01-01'), (2, 'b', 19, default), (3, 'c', 7.7, default)",
    """
    create table invoices (id integer primary key, organization_id text references organizations,
        tax_rate_id integer references tax_rates, net numeric(12,2))
    """,
    "insert into invoices select n, chr(97 + n % 3), 1 + n % 3, n from generate_series(1, 2000) n",
    """
    create table issues (id integer primary key, organization_id text references organizations,
        number text, tags text[])
    """,
    "insert into issues values (1, 'a', 'I-1', '[0:1]={a,b}'), (2, 'a', 'I-2', '{a}')",
    """
    create table answers (id integer primary key, organization_id text references organizations,
        issue_id integer references issues)
    """,
    "insert into answers values (1, 'a', 1), (2, 'a', 1), (3, 'a', 2)"
  };

  private OddShop() {}

  /** Nights of it in this directory. */
  static SmallNight open(Path directory) throws Exception {
    SmallNight night = new SmallNight(directory, SHOP);
    night.draft();
    night.write(
        "facts/orders.yml",
        """
        description: One row per order
        base: orders
        columns: [id as order_id, total, due_on]
        """);
    night.write(
        "facts/invoices.yml",
        """
        description: One row per invoice
        base: invoices
        columns: [id as invoice_id, net]
        paths:
            - path: tax_rate
              columns: [rate]
        """);
    night.write(
        "facts/answers.yml",
        """
        description: One row per answer
        base: answers
        columns: [id as answer_id]
        paths:
            - path: issue
              columns: [number]
        """);
    night.write(
        "marts/sales.sql",
        """
        select
            organization_id,
            count(*) as orders,
            sum(total) as total
        from facts.orders
        where tenant_is_live
        group by organization_id
        """);
    night.write(
        "marts/sales.yml",
        """
        description: Orders of each organisation
        grain: [organization_id]
        columns:
            - {name: organization_id, type: text, meaning: organisation}
            - {name: orders, type: bigint, meaning: how many}
            - {name: total, type: 'decimal(18,2)', meaning: their total}
        """);
    night.write(
        "marts/taxes.sql",
        """
        select
            organization_id,
            sum(net * tax_rate_rate) as tax
        from facts.invoices
        where tenant_is_live
        group by organization_id
        """);
    night.write(
        "marts/taxes.yml",
        """
        description: Tax of each organisation, in hundredths
        grain: [organization_id]
        columns:
            - {name: organization_id, type: text, meaning: organisation}
            - {name: tax, type: 'decimal(18,4)', meaning: its tax}
        """);
    return night;
  }
}
