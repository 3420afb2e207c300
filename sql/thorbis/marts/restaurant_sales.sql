with
orders as (
    select
        orders.business_id,
        coalesce(orders.ordered_local_date, orders.created_local_date) as day,
        coalesce(lower(trim(orders.order_type)), '') as order_type,
        coalesce(dining_tables.section_name, '') as section,
        -- of what a clock on the wall showed
        int_div(
            seconds_between(
                cast(coalesce(orders.ordered_local_date, orders.created_local_date) as timestamp),
                coalesce(orders.ordered_at, orders.created_at)
            ) + zone_offsets.offset_seconds,
            3600
        ) as hour,
        states.state,
        coalesce(orders.subtotal, 0) as subtotal_amount,
        coalesce(orders.discount_amount, 0) as discount_amount,
        coalesce(orders.tax_amount, 0) as tax_amount,
        coalesce(orders.tip_amount, 0) as tip_amount,
        orders.customer_id is null as is_anonymous,
        -- somebody else's customer is nobody that this business knows
        customers.customer_id as known_customer_id
    from facts.rest_orders as orders
    inner join facts.tenants as tenants
        on tenants.business_id = orders.business_id
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = tenants.zone
        and coalesce(orders.ordered_at, orders.created_at) >= zone_offsets.from_utc
        and coalesce(orders.ordered_at, orders.created_at) < zone_offsets.to_utc
    inner join marts.order_states as states
        on states.business_id = orders.business_id
        and states.industry = 'rest'
        and states.status = coalesce(lower(trim(orders.status)), '')
    left join facts.rest_dining_tables as dining_tables
        on dining_tables.business_id = orders.business_id
        and dining_tables.dining_table_id = orders.table_id
    left join facts.hs_customers as customers
        on customers.business_id = orders.business_id
        and customers.customer_id = orders.customer_id
    where orders.tenant_is_live
),

final as (
    select
        business_id,
        day,
        order_type,
        section,
        hour,
        count(*) as all_orders,
        count(*) filter (where state = 'earned') as orders,
        count(*) filter (where state = 'void') as cancelled_orders,
        count(*) filter (where state = 'other') as other_orders,
        coalesce(sum(subtotal_amount) filter (where state = 'earned'), 0) as subtotal_amount,
        coalesce(sum(discount_amount) filter (where state = 'earned'), 0) as discount_amount,
        coalesce(sum(tax_amount) filter (where state = 'earned'), 0) as tax_amount,
        coalesce(sum(tip_amount) filter (where state = 'earned'), 0) as tip_amount,
        count(distinct known_customer_id) filter (where state = 'earned') as known_customers,
        count(*) filter (where state = 'earned' and is_anonymous) as anonymous_orders
    from orders
    group by business_id, day, order_type, section, hour
)

select
    business_id,
    day,
    order_type,
    section,
    hour,
    all_orders,
    orders,
    cancelled_orders,
    other_orders,
    subtotal_amount,
    discount_amount,
    subtotal_amount - discount_amount as net_amount,
    tax_amount,
    tip_amount,
    ratio(subtotal_amount - discount_amount, orders, 2) as average_amount,
    ratio(tip_amount, subtotal_amount, 4) as tip_rate,
    known_customers,
    anonymous_orders,
    ratio(anonymous_orders, orders, 4) as anonymous_share,
    :release as release
from final
