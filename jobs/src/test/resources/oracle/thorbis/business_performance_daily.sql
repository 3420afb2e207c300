-- T6, with the share of T3: business x local day x industry. Days with orders, and those between D and the first
-- order within 10,000 days of it.
with
live as (
    select * from oracle.orders where not is_deleted
),

firsts as (
    select business_id, day as d, coalesce(min(happened_on) filter (where happened_on between day - 9999 and day), day) as first_on
    from oracle.businesses
    left join live using (business_id)
    group by business_id, day
),

days as (
    select business_id, cast(day as date) as day
    from firsts
    cross join lateral generate_series(cast(first_on as timestamp), cast(d as timestamp), interval '1 day') as day
    union
    select business_id, happened_on
    from live
),

cells as (
    select
        days.business_id,
        day,
        industries.industry,
        count(*) filter (where state = 'earned' and sign <> 0) as n,
        coalesce(sum(gross) filter (where state = 'earned'), 0) as gross,
        coalesce(sum(net) filter (where state = 'earned'), 0) as net,
        count(*) filter (where state <> 'void' and sign <> 0) as booked,
        coalesce(sum(gross) filter (where state <> 'void' and sign <> 0), 0) as booked_gross
    from days
    cross join unnest(array['hs', 'auto', 'rest', 'ret']) as industries (industry)
    left join live
        on live.business_id = days.business_id and live.happened_on = day and live.industry = industries.industry
    group by days.business_id, day, industries.industry
),

totals as (
    select business_id, day, sum(gross) as total
    from cells
    group by business_id, day
)

select
    cast(business_id as text),
    day,
    industry,
    cast(n as integer),
    cast(gross as numeric(18, 2)),
    cast(total as numeric(18, 2)),
    cast(gross / nullif(total, 0) as numeric(18, 4)),
    cast(net as numeric(18, 2)),
    cast(gross / nullif(n, 0) as numeric(18, 2)),
    cast(booked as integer),
    cast(booked_gross as numeric(18, 2))
from cells
inner join totals using (business_id, day)
