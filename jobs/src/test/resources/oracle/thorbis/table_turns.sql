-- T14: earned orders at each table and day.
select
    cast(orders.business_id as text),
    coalesce(cast(places.id as text), '(unknown)'),
    day,
    coalesce(max(section_name), ''),
    max(capacity),
    coalesce(bool_or(is_active), false),
    cast(count(*) as integer),
    cast(sum(coalesce(subtotal, 0) - coalesce(discount_amount, 0)) as numeric(18, 2)),
    cast(sum(coalesce(subtotal, 0) - coalesce(discount_amount, 0)) / max(capacity) as numeric(18, 2))
from rest.orders as orders
inner join tenant_mgmt.businesses as businesses on businesses.id = orders.business_id and businesses.deleted_at is null
left join rest.dining_tables as places on places.id = table_id and places.business_id = orders.business_id
cross join lateral (
    select case when default_timezone like '%/%' then default_timezone else 'UTC' end as zone
) as zones
cross join lateral (select cast(coalesce(ordered_at, orders.created_at) at time zone zone as date) as day) as days
where lower(trim(status)) in ('served', 'completed') and lower(trim(order_type)) = 'dine_in'
group by orders.business_id, places.id, day
