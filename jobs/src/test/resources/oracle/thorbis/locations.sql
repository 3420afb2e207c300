-- T29: every location, those that stand for no place and for another's, and what was earned there.
with
rooms as (
    select business_id, id, location_id, false as astray from hs.work_orders
    union all
    select business_id, id, location_id, false from ret.sales_orders
    union all
    select orders.business_id, orders.id, places.location_id, places.id is null
    from rest.orders as orders
    left join rest.dining_tables as places on places.id = table_id and places.business_id = orders.business_id
    where table_id is not null
),

places as (
    select
        locations.business_id, cast(id as text) as place, location_name as name, lower(trim(location_type)) as type,
        lower(trim(location_status)) as status, deleted_at is not null as gone
    from tenant_mgmt.business_locations as locations
    inner join oracle.businesses using (business_id)
    union all
    select business_id, place, place, null, null, false
    from oracle.businesses
    cross join unnest(array['(none)', '(unknown)']) as place
)

select
    cast(places.business_id as text),
    place,
    name,
    coalesce(type, ''),
    coalesce(status, ''),
    gone,
    cast(count(done.id) as integer),
    cast(coalesce(sum(gross), 0) as numeric(18, 2)),
    cast(coalesce(sum(net), 0) as numeric(18, 2))
from places
left join (
    select
        earned.business_id,
        earned.id,
        gross,
        net,
        case
            when astray then '(unknown)'
            when rooms.location_id is null then '(none)'
            else coalesce(
                (
                    select cast(locations.id as text) from tenant_mgmt.business_locations as locations
                    where locations.id = rooms.location_id and locations.business_id = earned.business_id
                ),
                '(unknown)'
            )
        end as at
    from oracle.earned as earned
    left join rooms on rooms.business_id = earned.business_id and rooms.id = earned.id
) as done on done.business_id = places.business_id and at = place
group by places.business_id, place, name, type, status, gone
