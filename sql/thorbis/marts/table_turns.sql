with
tables as (
    select
        business_id,
        dining_table_id,
        section_name,
        capacity,
        coalesce(is_active, false) as is_active
    from facts.rest_dining_tables
    where tenant_is_live
),

orders as (
    select
        meals.business_id,
        meals.table_id,
        coalesce(meals.ordered_local_date, meals.created_local_date) as day,
        coalesce(meals.subtotal, 0) - coalesce(meals.discount_amount, 0) as net_amount
    from facts.rest_orders as meals
    inner join marts.order_states as states
        on states.business_id = meals.business_id
        and states.industry = 'rest'
        and states.status = coalesce(lower(trim(meals.status)), '')
    inner join facts.status_map as types
        on types.column_name = 'rest.orders.order_type'
        and types.word = lower(trim(meals.order_type))
    where meals.tenant_is_live
        and states.state = 'earned'
        and types.state = 'dine_in'
        and coalesce(meals.ordered_local_date, meals.created_local_date) is not null
),

final as (
    select
        orders.business_id,
        -- a table of another business is nobody's
        coalesce(tables.dining_table_id, '(unknown)') as table_id,
        orders.day,
        coalesce(tables.section_name, '') as section,
        tables.capacity,
        coalesce(tables.is_active, false) as is_active,
        orders.net_amount
    from orders
    left join tables
        on tables.business_id = orders.business_id
        and tables.dining_table_id = orders.table_id
)

select
    business_id,
    table_id,
    day,
    section,
    capacity,
    is_active,
    count(*) as orders,
    sum(net_amount) as net_amount,
    ratio(sum(net_amount), capacity, 2) as net_per_seat,
    :release as release
from final
group by business_id, table_id, day, section, capacity, is_active
