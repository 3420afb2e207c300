-- T6: business x local day x industry, every day from the first order on.
with
live as (
    select * from oracle.orders where not is_deleted
),

spans as (
    select
        business_id,
        least(day, min(happened_on)) as first_day,
        greatest(day, max(happened_on)) as last_day
    from oracle.businesses
    left join live using (business_id)
    group by business_id, day
)

select
    cast(spans.business_id as text),
    cast(day as date),
    industries.industry,
    cast(count(*) filter (where state = 'earned') as integer),
    cast(coalesce(sum(gross) filter (where state = 'earned'), 0) as numeric(18, 2)),
    cast(coalesce(sum(net) filter (where state = 'earned'), 0) as numeric(18, 2)),
    cast(
        coalesce(sum(gross) filter (where state = 'earned'), 0) / nullif(count(*) filter (where state = 'earned'), 0)
        as numeric(18, 2)
    ),
    cast(count(*) filter (where state <> 'void' and sign <> 0) as integer),
    cast(coalesce(sum(gross) filter (where state <> 'void' and sign <> 0), 0) as numeric(18, 2))
from spans
cross join lateral generate_series(cast(first_day as timestamp), cast(last_day as timestamp), interval '1 day') as day
cross join unnest(array['hs', 'auto', 'rest', 'ret']) as industries (industry)
left join live
    on live.business_id = spans.business_id and live.happened_on = cast(day as date) and live.industry = industries.industry
group by 1, 2, 3
