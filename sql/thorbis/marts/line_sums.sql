with
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
    -- what was cancelled is on no bill
    select
        items.business_id,
        'rest.orders' as table_name,
        items.order_id as row_id,
        items.total_price
    from facts.rest_order_items as items
    left join facts.status_map as item_states
        on item_states.column_name = 'rest.order_items.item_status'
        and item_states.word = lower(trim(items.item_status))
    where coalesce(item_states.state, 'other') <> 'void'
    union all
    select business_id, 'ret.sales_orders' as table_name, sales_order_id as row_id, total_price
    from facts.ret_sales_order_items
),

lines_by_row as (
    select business_id, table_name, row_id, sum(total_price) as total_price
    from lines
    group by business_id, table_name, row_id
),

final as (
    select
        headers.business_id,
        headers.table_name,
        headers.row_id,
        lines_by_row.row_id is not null as has_lines,
        coalesce(headers.subtotal, 0) as subtotal_amount,
        coalesce(lines_by_row.total_price, 0) as lines_amount
    from headers
    left join lines_by_row
        on lines_by_row.business_id = headers.business_id
        and lines_by_row.table_name = headers.table_name
        and lines_by_row.row_id = headers.row_id
)

select
    business_id,
    table_name,
    row_id,
    has_lines,
    subtotal_amount,
    lines_amount,
    :release as release
from final
