with
orders as (
    select
        meals.business_id,
        coalesce(meals.ordered_local_date, meals.created_local_date) as day,
        states.state,
        seconds_between(meals.ordered_at, meals.ready_at) as kitchen_seconds,
        seconds_between(meals.ready_at, meals.served_at) as serving_seconds,
        coalesce(types.state, 'other') = 'dine_in' as is_dine_in
    from facts.rest_orders as meals
    inner join marts.order_states as states
        on states.business_id = meals.business_id
        and states.industry = 'rest'
        and states.status = coalesce(lower(trim(meals.status)), '')
    left join facts.status_map as types
        on types.column_name = 'rest.orders.order_type'
        and types.word = lower(trim(meals.order_type))
    where meals.tenant_is_live
        and coalesce(meals.ordered_local_date, meals.created_local_date) is not null
),

days as (
    select
        business_id,
        day,
        count(*) as all_orders,
        count(*) filter (where state = 'void') as cancelled_orders,
        count(*) filter (where state = 'earned') as orders,
        count(*) filter (where state = 'earned' and is_dine_in) as dine_in_orders,
        count(kitchen_seconds) as cooked_orders,
        count(serving_seconds) as brought_orders,
        cast(percentile_cont(0.5) within group (order by kitchen_seconds) as decimal(12,1))
            as median_kitchen_seconds,
        cast(percentile_cont(0.9) within group (order by kitchen_seconds) as decimal(12,1))
            as high_kitchen_seconds,
        cast(percentile_cont(0.5) within group (order by serving_seconds) as decimal(12,1))
            as median_serving_seconds,
        cast(percentile_cont(0.9) within group (order by serving_seconds) as decimal(12,1))
            as high_serving_seconds
    from orders
    group by business_id, day
),

tables_by_tenant as (
    select
        business_id,
        count(*) as active_tables
    from facts.rest_dining_tables
    where tenant_is_live and is_active
    group by business_id
)

select
    days.business_id,
    days.day,
    days.all_orders,
    days.cancelled_orders,
    ratio(days.cancelled_orders, days.all_orders, 4) as cancelled_share,
    days.orders,
    days.dine_in_orders,
    coalesce(tables_by_tenant.active_tables, 0) as active_tables,
    ratio(days.dine_in_orders, tables_by_tenant.active_tables, 4) as turns,
    days.cooked_orders,
    days.median_kitchen_seconds,
    days.high_kitchen_seconds,
    days.brought_orders,
    days.median_serving_seconds,
    days.high_serving_seconds,
    :release as release
from days
left join tables_by_tenant
    on tables_by_tenant.business_id = days.business_id
