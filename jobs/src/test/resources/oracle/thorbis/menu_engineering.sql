-- T13: by item of the menu and month.
with
sold as (
    select
        items.business_id,
        coalesce(cast(dishes.id as text), '(unknown)') as dish,
        cast(date_trunc('month', coalesce(ordered_at, orders.created_at) at time zone zone) as date) as month,
        items.quantity,
        total_price,
        coalesce(total_cost, items.quantity * cost_per_item, items.quantity * cost_price) as cost
    from rest.order_items as items
    inner join rest.orders as orders on orders.id = order_id and orders.business_id = items.business_id
    inner join tenant_mgmt.businesses as businesses
        on businesses.id = items.business_id and businesses.deleted_at is null
    left join rest.menu_items as dishes on dishes.id = menu_item_id and dishes.business_id = items.business_id
    cross join lateral (
        select case when default_timezone like '%/%' then default_timezone else 'UTC' end as zone
    ) as zones
    where lower(trim(item_status)) is distinct from 'cancelled' and lower(trim(status)) is distinct from 'cancelled'
),

by_dish as (
    select
        business_id,
        dish,
        month,
        dish <> '(unknown)' as is_on_menu,
        sum(quantity) as quantity,
        sum(total_price) as sales,
        count(*) filter (where cost is null) as costless,
        coalesce(sum(cost), 0) as cost
    from sold
    group by business_id, dish, month
),

by_month as (
    select
        business_id,
        month,
        count(*) filter (where is_on_menu) as dishes,
        coalesce(sum(quantity) filter (where is_on_menu), 0) as quantity,
        coalesce(sum(sales - cost) filter (where is_on_menu), 0) as contribution
    from by_dish
    group by business_id, month
)

select
    cast(business_id as text),
    dish,
    month,
    by_dish.quantity,
    cast(by_month.quantity as bigint),
    case when is_on_menu
        then cast(by_dish.quantity / nullif(cast(by_month.quantity as numeric), 0) as numeric(18, 4)) end,
    cast(sales as numeric(18, 2)),
    cast(costless as integer),
    cast(cost as numeric(18, 2)),
    cast(sales - cost as numeric(18, 2)),
    cast(cost / nullif(sales, 0) as numeric(18, 4)),
    case
        when not is_on_menu then 'unknown'
        when by_dish.quantity * dishes * 10 >= by_month.quantity * 7
            then case
                when (sales - cost) * by_month.quantity >= contribution * by_dish.quantity then 'star'
                else 'plough'
            end
        when (sales - cost) * by_month.quantity >= contribution * by_dish.quantity then 'puzzle'
        else 'dog'
    end
from by_dish
inner join by_month using (business_id, month)
