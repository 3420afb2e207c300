with
orders as (
    select
        business_id,
        'hs' as industry,
        'hs.work_orders.status' as column_name,
        status
    from facts.hs_work_orders
    where tenant_is_live
    union all
    select
        business_id,
        'auto' as industry,
        'auto.repair_orders.status' as column_name,
        status
    from facts.auto_repair_orders
    where tenant_is_live
    union all
    select
        business_id,
        'rest' as industry,
        'rest.orders.status' as column_name,
        status
    from facts.rest_orders
    where tenant_is_live
    union all
    select
        business_id,
        'ret' as industry,
        'ret.sales_orders.order_status' as column_name,
        order_status as status
    from facts.ret_sales_orders
    where tenant_is_live
),

written as (
    select
        business_id,
        industry,
        column_name,
        coalesce(lower(trim(status)), '') as status,
        count(*) as orders
    from orders
    group by business_id, industry, column_name, coalesce(lower(trim(status)), '')
)

select
    written.business_id,
    written.industry,
    written.status,
    coalesce(status_map.state, 'other') as state,
    status_map.state is not null as is_known,
    written.orders,
    :release as release
from written
left join facts.status_map as status_map
    on status_map.column_name = written.column_name
    and status_map.word = written.status
