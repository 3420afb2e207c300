with
-- Which rule is asked of which table.
rules as (
    select
        table_name,
        rule
    from (
        values
            ('hs.work_orders', 'number_is_its_own'),
            ('auto.repair_orders', 'number_is_its_own'),
            ('rest.orders', 'number_is_its_own'),
            ('ret.sales_orders', 'number_is_its_own'),
            ('hs.customers', 'number_is_its_own'),
            ('hs.invoices', 'number_is_its_own'),
            ('hs.estimates', 'number_is_its_own'),
            ('ret.products', 'number_is_its_own'),
            ('auto.parts_inventory', 'number_is_its_own'),
            ('rest.dining_tables', 'number_is_its_own'),
            ('ret.product_categories', 'number_is_its_own'),
            ('ret.product_variants', 'number_is_its_own'),
            ('user_mgmt.business_users', 'number_is_its_own'),
            ('rest.dining_tables', 'quantity_is_positive'),
            ('rest.order_items', 'quantity_is_positive'),
            ('ret.sales_order_items', 'quantity_is_positive'),
            ('ret.sales_order_items', 'one_thing_is_sold'),
            ('hs.work_orders', 'status_is_known'),
            ('auto.repair_orders', 'status_is_known'),
            ('rest.orders', 'status_is_known'),
            ('ret.sales_orders', 'status_is_known'),
            ('hs.work_orders', 'amount_is_there'),
            ('auto.repair_orders', 'amount_is_there'),
            ('rest.orders', 'amount_is_there'),
            ('ret.sales_orders', 'amount_is_there'),
            ('hs.work_orders', 'customer_is_its_own'),
            ('auto.repair_orders', 'customer_is_its_own'),
            ('rest.orders', 'customer_is_its_own'),
            ('ret.sales_orders', 'customer_is_its_own'),
            ('hs.invoices', 'customer_is_its_own'),
            ('hs.estimates', 'customer_is_its_own'),
            ('auto.vehicles', 'customer_is_its_own'),
            ('hs.work_orders', 'lines_add_up'),
            ('auto.repair_orders', 'lines_add_up'),
            ('rest.orders', 'lines_add_up'),
            ('ret.sales_orders', 'lines_add_up'),
            ('hs.invoices', 'lines_add_up'),
            ('hs.estimates', 'lines_add_up'),
            ('hs.work_orders', 'lines_are_there'),
            ('auto.repair_orders', 'lines_are_there'),
            ('rest.orders', 'lines_are_there'),
            ('ret.sales_orders', 'lines_are_there'),
            ('hs.invoices', 'lines_are_there'),
            ('hs.estimates', 'lines_are_there')
    ) as asked (table_name, rule)
),

rows_of_tables as (
    select
        business_id,
        case industry
            when 'hs' then 'hs.work_orders'
            when 'auto' then 'auto.repair_orders'
            when 'rest' then 'rest.orders'
            else 'ret.sales_orders'
        end as table_name,
        order_number as number,
        customer_member <> 'anonymous' as names_customer
    from marts.orders_of_all_industries
    where not is_deleted
    union all
    select
        business_id,
        'hs.customers' as table_name,
        customer_number as number,
        false as names_customer
    from facts.hs_customers
    where tenant_is_live and not is_deleted
    union all
    select
        business_id,
        'hs.invoices' as table_name,
        invoice_number as number,
        customer_id is not null as names_customer
    from facts.hs_invoices
    where tenant_is_live and not is_deleted
    union all
    select
        business_id,
        'hs.estimates' as table_name,
        estimate_number as number,
        customer_id is not null as names_customer
    from facts.hs_estimates
    where tenant_is_live and not is_deleted
    union all
    select
        business_id,
        'auto.vehicles' as table_name,
        cast(null as text) as number,
        customer_id is not null as names_customer
    from facts.auto_vehicles
    where tenant_is_live and not is_deleted
    union all
    select
        business_id,
        'ret.products' as table_name,
        sku as number,
        false as names_customer
    from facts.ret_products
    where tenant_is_live and not is_deleted
    union all
    select
        business_id,
        'auto.parts_inventory' as table_name,
        part_number as number,
        false as names_customer
    from facts.auto_parts_inventory
    where tenant_is_live and not is_deleted
    union all
    select
        business_id,
        'rest.dining_tables' as table_name,
        table_number as number,
        false as names_customer
    from facts.rest_dining_tables
    where tenant_is_live
    union all
    select
        business_id,
        'ret.product_categories' as table_name,
        slug as number,
        false as names_customer
    from facts.ret_product_categories
    where tenant_is_live
    union all
    select
        business_id,
        'ret.product_variants' as table_name,
        variant_sku as number,
        false as names_customer
    from facts.ret_product_variants
    where tenant_is_live
    union all
    select
        business_id,
        'user_mgmt.business_users' as table_name,
        user_id as number,
        false as names_customer
    from facts.user_mgmt_business_users
    where tenant_is_live
    union all
    select
        business_id,
        'rest.order_items' as table_name,
        cast(null as text) as number,
        false as names_customer
    from facts.rest_order_items
    where tenant_is_live
    union all
    select
        business_id,
        'ret.sales_order_items' as table_name,
        cast(null as text) as number,
        false as names_customer
    from facts.ret_sales_order_items
    where tenant_is_live
),

tables as (
    select
        business_id,
        table_name,
        count(*) as table_rows,
        count(number) as numbered_rows,
        count(*) filter (where names_customer) as rows_with_customer
    from rows_of_tables
    group by business_id, table_name
),

-- Only of what has lines can be asked whether they add up.
rows_with_lines as (
    select
        business_id,
        table_name,
        count(*) as rows_with_lines
    from marts.line_sums
    where has_lines
    group by business_id, table_name
),

findings as (
    select
        business_id,
        table_name,
        rule,
        count(*) as findings
    from marts.rules_broken
    group by business_id, table_name, rule
),

final as (
    select
        tables.business_id,
        tables.table_name,
        rules.rule,
        case rules.rule
            when 'number_is_its_own' then tables.numbered_rows
            when 'customer_is_its_own' then tables.rows_with_customer
            when 'lines_add_up' then coalesce(rows_with_lines.rows_with_lines, 0)
            else tables.table_rows
        end as rows_checked,
        coalesce(findings.findings, 0) as findings
    from tables
    inner join rules
        on rules.table_name = tables.table_name
    left join rows_with_lines
        on rows_with_lines.business_id = tables.business_id
        and rows_with_lines.table_name = tables.table_name
    left join findings
        on findings.business_id = tables.business_id
        and findings.table_name = tables.table_name
        and findings.rule = rules.rule
)

select
    business_id,
    table_name,
    rule,
    rows_checked,
    findings,
    ratio(rows_checked - findings, rows_checked, 4) as kept_share,
    :release as release
from final
where rows_checked > 0
