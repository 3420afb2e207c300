-- T15: completed orders by product, channel and day; returns subtract, quotes are none.
with
summed as (
    select
        business_id,
        coalesce(cast(product as text), '(unknown)') as thing,
        channel,
        on_day,
        count(*) as n,
        sum(quantity) as quantity,
        coalesce(sum(amount) filter (where not is_return), 0) as sold,
        coalesce(sum(-amount) filter (where is_return), 0) as returned,
        sum(expected) as expected,
        count(*) filter (where differs) as differing,
        coalesce(sum(cost), 0) as cost,
        count(*) filter (where cost is null) as costless
    from oracle.retail_lines
    group by business_id, thing, channel, on_day
)

select
    cast(business_id as text),
    thing,
    channel,
    on_day,
    cast(n as integer),
    quantity,
    cast(sold as numeric(18, 2)),
    cast(returned as numeric(18, 2)),
    cast(sold - returned as numeric(18, 2)),
    cast(expected as numeric(18, 2)),
    cast(differing as integer),
    cast(cost as numeric(18, 2)),
    cast(costless as integer),
    cast(sold - returned - cost as numeric(18, 2)),
    cast((sold - returned - cost) / nullif(sold - returned, 0) as numeric(18, 4)),
    cast(returned / nullif(sold, 0) as numeric(18, 4))
from summed
