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
        -- a returned sale is of no state, though the word is known
        state = 'other' and not (industry = 'ret' and coalesce(status, '') = 'returned')
            as is_odd,
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
),

-- What a row adds up to, and what its lines do.
headers as (
    select business_id, 'hs.work_orders' as table_name, work_order_id as row_id, subtotal
    from facts.hs_work_orders
    where tenant_is_live and not is_deleted
    union all
    select business_id, 'hs.invoices' as table_name, invoice_id as row_id, subtotal
    from facts.hs_invoices
    where tenant_is_live and not is_deleted
    union all
    select business_id, 'hs.estimates' as table_name, estimate_id as row_id, subtotal
    from facts.hs_estimates
    where tenant_is_live and not is_deleted
    union all
    select business_id, 'auto.repair_orders' as table_name, repair_order_id as row_id, subtotal
    from facts.auto_repair_orders
    where tenant_is_live and not is_deleted
    union all
    select business_id, 'rest.orders' as table_name, order_id as row_id, subtotal
    from facts.rest_orders
    where tenant_is_live
    union all
    select business_id, 'ret.sales_orders' as table_name, sales_order_id as row_id, subtotal
    from facts.ret_sales_orders
    where tenant_is_live
),

lines as (
    select business_id, 'hs.work_orders' as table_name, work_order_id as row_id, total_price
    from facts.hs_work_order_items
    union all
    select business_id, 'hs.invoices' as table_name, invoice_id as row_id, total_price
    from facts.hs_invoice_items
    union all
    select business_id, 'hs.estimates' as table_name, estimate_id as row_id, total_price
    from facts.hs_estimate_items
    union all
    select business_id, 'auto.repair_orders' as table_name, repair_order_id as row_id, total_price
    from facts.auto_repair_order_line_items
    union all
    select business_id, 'rest.orders' as table_name, order_id as row_id, total_price
    from facts.rest_order_items
    -- what was cancelled is on no bill
    where coalesce(lower(trim(item_status)), '') <> 'cancelled'
    union all
    select business_id, 'ret.sales_orders' as table_name, sales_order_id as row_id, total_price
    from facts.ret_sales_order_items
),

lines_by_row as (
    select business_id, table_name, row_id, sum(total_price) as total_price
    from lines
    group by business_id, table_name, row_id
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
        headers.business_id,
        headers.table_name,
        headers.row_id,
        case when lines_by_row.row_id is null then 'lines_are_there' else 'lines_add_up' end
            as rule,
        coalesce(headers.subtotal, 0) <> coalesce(lines_by_row.total_price, 0) as is_finding
    from headers
    left join lines_by_row
        on lines_by_row.business_id = headers.business_id
        and lines_by_row.table_name = headers.table_name
        and lines_by_row.row_id = headers.row_id
)

select
    business_id,
    table_name,
    rule,
    row_id,
    :release as release
from cells
where is_finding
