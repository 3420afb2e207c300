with
-- Where an order was: work and sales name their place, a meal has that of its table, repairs none. A
-- meal at a table that the business does not have was somewhere.
places_of_orders as (
    select
        business_id,
        'hs' as industry,
        work_order_id as order_id,
        location_id,
        false as is_lost
    from facts.hs_work_orders
    where location_id is not null
    union all
    select
        business_id,
        'ret' as industry,
        sales_order_id as order_id,
        location_id,
        false as is_lost
    from facts.ret_sales_orders
    where location_id is not null
    union all
    select
        meals.business_id,
        'rest' as industry,
        meals.order_id,
        dining_tables.location_id,
        dining_tables.dining_table_id is null as is_lost
    from facts.rest_orders as meals
    left join facts.rest_dining_tables as dining_tables
        on dining_tables.business_id = meals.business_id
        and dining_tables.dining_table_id = meals.table_id
    where meals.table_id is not null
),

earned_orders as (
    select
        orders.business_id,
        case
            when places.is_lost then '(unknown)'
            when places.location_id is null then '(none)'
            else coalesce(locations.business_location_id, '(unknown)')
        end as location_id,
        orders.gross_amount,
        orders.net_amount
    from marts.orders_of_all_industries as orders
    left join places_of_orders as places
        on places.business_id = orders.business_id
        and places.industry = orders.industry
        and places.order_id = orders.order_id
    left join facts.tenant_mgmt_business_locations as locations
        on locations.business_id = places.business_id
        and locations.business_location_id = places.location_id
    where orders.is_earned and not orders.is_deleted
),

orders_by_location as (
    select
        business_id,
        location_id,
        count(*) as orders,
        coalesce(sum(gross_amount), 0) as gross_amount,
        coalesce(sum(net_amount), 0) as net_amount
    from earned_orders
    group by business_id, location_id
),

members as (
    select
        business_id,
        business_location_id as location_id,
        location_name,
        coalesce(lower(trim(location_type)), '') as location_type,
        coalesce(lower(trim(location_status)), '') as location_status,
        is_deleted
    from facts.tenant_mgmt_business_locations
    where tenant_is_live
    union all
    select
        tenants.business_id,
        places.location_id,
        places.location_id as location_name,
        '' as location_type,
        '' as location_status,
        false as is_deleted
    from facts.tenants as tenants
    cross join (values ('(none)'), ('(unknown)')) as places (location_id)
    where tenants.is_live
)

select
    members.business_id,
    members.location_id,
    members.location_name,
    members.location_type,
    members.location_status,
    members.is_deleted,
    coalesce(orders_by_location.orders, 0) as orders,
    coalesce(orders_by_location.gross_amount, 0) as gross_amount,
    coalesce(orders_by_location.net_amount, 0) as net_amount,
    :release as release
from members
left join orders_by_location
    on orders_by_location.business_id = members.business_id
    and orders_by_location.location_id = members.location_id
