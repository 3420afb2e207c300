with
-- What a status makes of an order of its industry. Another word, or none, makes it other.
status_map as (
    select
        industry,
        status,
        state
    from (
        values
            ('hs', 'created', 'draft'),
            ('hs', 'scheduled', 'draft'),
            ('hs', 'dispatched', 'draft'),
            ('hs', 'en_route', 'draft'),
            ('hs', 'on_site', 'draft'),
            ('hs', 'in_progress', 'draft'),
            ('hs', 'on_hold', 'draft'),
            ('hs', 'completed', 'earned'),
            ('hs', 'cancelled', 'void'),
            ('auto', 'open', 'draft'),
            ('auto', 'diagnosed', 'draft'),
            ('auto', 'authorized', 'draft'),
            ('auto', 'in_progress', 'draft'),
            ('auto', 'waiting_parts', 'draft'),
            ('auto', 'quality_check', 'draft'),
            ('auto', 'ready', 'draft'),
            ('auto', 'completed', 'earned'),
            ('auto', 'delivered', 'earned'),
            ('auto', 'cancelled', 'void'),
            ('rest', 'draft', 'draft'),
            ('rest', 'submitted', 'draft'),
            ('rest', 'preparing', 'draft'),
            ('rest', 'ready', 'draft'),
            ('rest', 'served', 'earned'),
            ('rest', 'completed', 'earned'),
            ('rest', 'cancelled', 'void'),
            ('ret', 'open', 'draft'),
            ('ret', 'processing', 'draft'),
            ('ret', 'shipped', 'draft'),
            ('ret', 'completed', 'earned'),
            ('ret', 'cancelled', 'void')
    ) as statuses (industry, status, state)
),

orders as (
    select business_id, 'hs' as industry, status
    from facts.hs_work_orders
    where tenant_is_live
    union all
    select business_id, 'auto' as industry, status
    from facts.auto_repair_orders
    where tenant_is_live
    union all
    select business_id, 'rest' as industry, status
    from facts.rest_orders
    where tenant_is_live
    union all
    select business_id, 'ret' as industry, order_status as status
    from facts.ret_sales_orders
    where tenant_is_live
),

written as (
    select
        business_id,
        industry,
        coalesce(lower(trim(status)), '') as status,
        count(*) as orders
    from orders
    group by business_id, industry, coalesce(lower(trim(status)), '')
)

select
    written.business_id,
    written.industry,
    written.status,
    coalesce(status_map.state, 'other') as state,
    written.orders,
    :release as release
from written
left join status_map
    on status_map.industry = written.industry
    and status_map.status = written.status
