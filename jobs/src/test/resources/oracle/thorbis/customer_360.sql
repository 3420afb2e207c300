-- T2: strict mode.
with
members as (
    select business_id, cast(id as text) as member_id, 'known' as member, customer_number
    from hs.customers
    inner join oracle.businesses using (business_id)
    where deleted_at is null
    union all
    select business_id, '(' || member || ')', member, null
    from oracle.businesses
    cross join unnest(array['anonymous', 'deleted', 'unknown']) as member
),

held as (
    select business_id, customer_id, 'vehicle' as what, cast(null as numeric) as amount from auto.vehicles where deleted_at is null
    union all
    select business_id, customer_id, 'equipment', null from hs.customer_equipment where deleted_at is null
    union all
    select business_id, customer_id, 'invoice', total_amount - coalesce(amount_paid, 0)
    from hs.invoices
    where deleted_at is null and (status is null or trim(lower(status)) <> all (array['draft', 'void', 'cancelled']))
),

holding as (
    select
        held.business_id,
        case
            when customer_id is null then '(anonymous)'
            when customers.id is null then '(unknown)'
            when deleted_at is not null then '(deleted)'
            else cast(customer_id as text)
        end as member_id,
        count(*) filter (where what = 'vehicle') as vehicles,
        count(*) filter (where what = 'equipment') as equipment,
        sum(amount) as open
    from held
    left join hs.customers as customers
        on customers.business_id = held.business_id and customers.id = held.customer_id
    group by 1, 2
),

spent as (
    select
        business_id,
        member_id,
        count(*) filter (where industry = 'hs') as hs_orders,
        sum(gross) filter (where industry = 'hs') as hs_gross,
        sum(net) filter (where industry = 'hs') as hs_net,
        min(happened_at) filter (where industry = 'hs' and happened_at < cut) as hs_first,
        max(happened_at) filter (where industry = 'hs' and happened_at < cut) as hs_last,
        count(*) filter (where industry = 'auto') as auto_orders,
        sum(gross) filter (where industry = 'auto') as auto_gross,
        sum(net) filter (where industry = 'auto') as auto_net,
        min(happened_at) filter (where industry = 'auto' and happened_at < cut) as auto_first,
        max(happened_at) filter (where industry = 'auto' and happened_at < cut) as auto_last,
        count(*) filter (where industry = 'rest') as rest_orders,
        sum(gross) filter (where industry = 'rest') as rest_gross,
        sum(net) filter (where industry = 'rest') as rest_net,
        min(happened_at) filter (where industry = 'rest' and happened_at < cut) as rest_first,
        max(happened_at) filter (where industry = 'rest' and happened_at < cut) as rest_last,
        count(*) filter (where industry = 'ret') as ret_orders,
        sum(gross) filter (where industry = 'ret') as ret_gross,
        sum(net) filter (where industry = 'ret') as ret_net,
        min(happened_at) filter (where industry = 'ret' and happened_at < cut) as ret_first,
        max(happened_at) filter (where industry = 'ret' and happened_at < cut) as ret_last,
        max(happened_at) filter (where happened_at < cut) as last_at,
        max(zone) as zone
    from oracle.earned
    group by business_id, member_id
),

serviced as (
    select earned.business_id, earned.member_id, count(distinct vehicles.id) as vehicles
    from oracle.earned as earned
    inner join auto.repair_orders on repair_orders.id = earned.id
    inner join auto.vehicles as vehicles
        on vehicles.id = repair_orders.vehicle_id and vehicles.business_id = earned.business_id
    where industry = 'auto'
    group by 1, 2
)

select
    cast(members.business_id as text),
    members.member_id,
    businesses.day,
    members.member,
    members.customer_number,
    cast(coalesce(hs_orders, 0) as integer),
    cast(coalesce(hs_gross, 0) as numeric(18, 2)),
    cast(coalesce(hs_net, 0) as numeric(18, 2)),
    hs_first,
    hs_last,
    cast(coalesce(auto_orders, 0) as integer),
    cast(coalesce(auto_gross, 0) as numeric(18, 2)),
    cast(coalesce(auto_net, 0) as numeric(18, 2)),
    auto_first,
    auto_last,
    cast(coalesce(rest_orders, 0) as integer),
    cast(coalesce(rest_gross, 0) as numeric(18, 2)),
    cast(coalesce(rest_net, 0) as numeric(18, 2)),
    rest_first,
    rest_last,
    cast(coalesce(ret_orders, 0) as integer),
    cast(coalesce(ret_gross, 0) as numeric(18, 2)),
    cast(coalesce(ret_net, 0) as numeric(18, 2)),
    ret_first,
    ret_last,
    cast((last_at - interval '1 microsecond') at time zone spent.zone as date),
    cast(coalesce(holding.vehicles, 0) as integer),
    cast(coalesce(serviced.vehicles, 0) as integer),
    cast(coalesce(equipment, 0) as integer),
    cast(coalesce(open, 0) as numeric(18, 2))
from members
inner join oracle.businesses as businesses using (business_id)
left join spent using (business_id, member_id)
left join holding using (business_id, member_id)
left join serviced using (business_id, member_id)
