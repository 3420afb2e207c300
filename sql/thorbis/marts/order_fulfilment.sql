with
live_tenants as (
    select
        tenants.business_id,
        local_date(:as_of_instant, zone_offsets.offset_seconds) as as_of_date
    from facts.tenants as tenants
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = tenants.zone
        and :as_of_instant >= zone_offsets.from_utc
        and :as_of_instant < zone_offsets.to_utc
    where tenants.is_live
),

items_by_order as (
    select
        business_id,
        sales_order_id,
        sum(quantity) as quantity,
        sum(coalesce(quantity_shipped, 0)) as shipped_quantity,
        sum(coalesce(quantity_backordered, 0)) as backordered_quantity
    from facts.ret_sales_order_items
    where tenant_is_live
    group by business_id, sales_order_id
),

orders as (
    select
        orders.business_id,
        booked_orders.occurred_local_date as day,
        orders.shipped_date,
        orders.promised_date,
        live_tenants.as_of_date,
        coalesce(items_by_order.quantity, 0) as quantity,
        coalesce(items_by_order.shipped_quantity, 0) as shipped_quantity,
        coalesce(items_by_order.backordered_quantity, 0) as backordered_quantity
    from facts.ret_sales_orders as orders
    inner join live_tenants
        on live_tenants.business_id = orders.business_id
    inner join marts.orders_of_all_industries as booked_orders
        on booked_orders.business_id = orders.business_id
        and booked_orders.industry = 'ret'
        and booked_orders.order_id = orders.sales_order_id
    left join items_by_order
        on items_by_order.business_id = orders.business_id
        and items_by_order.sales_order_id = orders.sales_order_id
    where booked_orders.is_booked
        and booked_orders.sign = 1
        and booked_orders.occurred_local_date is not null
),

final as (
    select
        business_id,
        cast(date_trunc('week', day) as date) as week,
        count(*) as orders,
        sum(quantity) as quantity,
        sum(shipped_quantity) as shipped_quantity,
        sum(backordered_quantity) as backordered_quantity,
        count(shipped_date) as shipped_orders,
        coalesce(sum(days_between(day, shipped_date)), 0) as ship_days,
        count(promised_date) as promised_orders,
        count(*) filter (where shipped_date > promised_date) as late_orders,
        count(*) filter (where shipped_date is null and promised_date < as_of_date)
            as overdue_orders
    from orders
    group by business_id, cast(date_trunc('week', day) as date)
)

select
    business_id,
    week,
    orders,
    quantity,
    shipped_quantity,
    ratio(shipped_quantity, quantity, 4) as fill_rate,
    backordered_quantity,
    shipped_orders,
    ship_days,
    ratio(ship_days, shipped_orders, 2) as average_ship_days,
    promised_orders,
    late_orders,
    ratio(late_orders, promised_orders, 4) as late_rate,
    overdue_orders,
    :release as release
from final
