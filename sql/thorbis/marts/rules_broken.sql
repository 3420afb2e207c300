with
orders as (
    select
        business_id,
        case industry
            when 'hs' then 'hs.work_orders'
            when 'auto' then 'auto.repair_orders'
            when 'rest' then 'rest.orders'
            else 'ret.sales_orders'
        end as table_name,
        order_id as row_id,
        order_number,
        customer_member,
        not is_status_known as is_odd,
        total_amount
    from marts.orders_of_all_industries
    where not is_deleted
),

-- What people call a row by, which no other row of its table in the business may have.
numbers as (
    select business_id, table_name, row_id, order_number as number
    from orders
    union all
    select
        business_id,
        'hs.customers' as table_name,
        customer_id as row_id,
        customer_number as number
    from facts.hs_customers
    where tenant_is_live and not is_deleted
    union all
    select business_id, 'hs.invoices' as table_name, invoice_id as row_id, invoice_number as number
    from facts.hs_invoices
    where tenant_is_live and not is_deleted
    union all
    select
        business_id,
        'hs.estimates' as table_name,
        estimate_id as row_id,
        estimate_number as number
    from facts.hs_estimates
    where tenant_is_live and not is_deleted
    union all
    select business_id, 'ret.products' as table_name, product_id as row_id, sku as number
    from facts.ret_products
    where tenant_is_live and not is_deleted
    union all
    select
        business_id,
        'auto.parts_inventory' as table_name,
        part_id as row_id,
        part_number as number
    from facts.auto_parts_inventory
    where tenant_is_live and not is_deleted
    union all
    select
        business_id,
        'rest.dining_tables' as table_name,
        dining_table_id as row_id,
        table_number as number
    from facts.rest_dining_tables
    where tenant_is_live
    union all
    select
        business_id,
        'ret.product_categories' as table_name,
        product_category_id as row_id,
        slug as number
    from facts.ret_product_categories
    where tenant_is_live
    union all
    select
        business_id,
        'ret.product_variants' as table_name,
        product_variant_id as row_id,
        variant_sku as number
    from facts.ret_product_variants
    where tenant_is_live
    union all
    -- A user is in a business once.
    select
        business_id,
        'user_mgmt.business_users' as table_name,
        business_user_id as row_id,
        user_id as number
    from facts.user_mgmt_business_users
    where tenant_is_live
),

cells as (
    select
        business_id,
        table_name,
        row_id,
        'number_is_its_own' as rule,
        count(*) over (partition by business_id, table_name, number) > 1 as is_finding
    from numbers
    where number is not null
    union all
    select business_id, table_name, row_id, 'status_is_known' as rule, is_odd as is_finding
    from orders
    union all
    select
        business_id,
        table_name,
        row_id,
        'amount_is_there' as rule,
        total_amount is null as is_finding
    from orders
    union all
    select
        business_id,
        table_name,
        row_id,
        'customer_is_its_own' as rule,
        customer_member = 'unknown' as is_finding
    from orders
    union all
    select
        business_id,
        'hs.invoices' as table_name,
        invoice_id as row_id,
        'customer_is_its_own' as rule,
        customer_id is not null and customer_is_deleted is null as is_finding
    from facts.hs_invoices
    where tenant_is_live and not is_deleted
    union all
    select
        business_id,
        'hs.estimates' as table_name,
        estimate_id as row_id,
        'customer_is_its_own' as rule,
        customer_id is not null and customer_is_deleted is null as is_finding
    from facts.hs_estimates
    where tenant_is_live and not is_deleted
    union all
    select
        business_id,
        'auto.vehicles' as table_name,
        vehicle_id as row_id,
        'customer_is_its_own' as rule,
        customer_id is not null and customer_is_deleted is null as is_finding
    from facts.auto_vehicles
    where tenant_is_live and not is_deleted
    union all
    select
        business_id,
        table_name,
        row_id,
        case when has_lines then 'lines_add_up' else 'lines_are_there' end as rule,
        subtotal_amount <> lines_amount as is_finding
    from marts.line_sums
    union all
    select
        business_id,
        'rest.dining_tables' as table_name,
        dining_table_id as row_id,
        'quantity_is_positive' as rule,
        capacity <= 0 as is_finding
    from facts.rest_dining_tables
    where tenant_is_live
    union all
    select
        business_id,
        'rest.order_items' as table_name,
        order_item_id as row_id,
        'quantity_is_positive' as rule,
        quantity <= 0 as is_finding
    from facts.rest_order_items
    where tenant_is_live
    union all
    select
        business_id,
        'ret.sales_order_items' as table_name,
        sales_order_item_id as row_id,
        'quantity_is_positive' as rule,
        quantity <= 0 as is_finding
    from facts.ret_sales_order_items
    where tenant_is_live
    union all
    select
        business_id,
        'ret.sales_order_items' as table_name,
        sales_order_item_id as row_id,
        'one_thing_is_sold' as rule,
        (product_id is null) = (product_variant_id is null) as is_finding
    from facts.ret_sales_order_items
    where tenant_is_live
)

select
    business_id,
    table_name,
    rule,
    row_id,
    :release as release
from cells
where is_finding
