-- T3 by customer.
with
revenue as (
    select
        business_id,
        member_id,
        coalesce(sum(gross) filter (where industry = 'hs'), 0) as hs,
        coalesce(sum(gross) filter (where industry = 'auto'), 0) as auto,
        coalesce(sum(gross) filter (where industry = 'rest'), 0) as rest,
        coalesce(sum(gross) filter (where industry = 'ret'), 0) as ret
    from oracle.earned
    group by business_id, member_id
),

members as (
    select business_id, cast(id as text) as member_id, 'known' as member
    from hs.customers
    inner join oracle.businesses using (business_id)
    where deleted_at is null
    union all
    select business_id, '(' || member || ')', member
    from oracle.businesses
    cross join unnest(array['anonymous', 'deleted', 'unknown']) as member
),

totals as (
    select
        business_id,
        member_id,
        member,
        coalesce(hs, 0) as hs,
        coalesce(auto, 0) as auto,
        coalesce(rest, 0) as rest,
        coalesce(ret, 0) as ret,
        coalesce(hs + auto + rest + ret, 0) as total
    from members
    left join revenue using (business_id, member_id)
)

select
    cast(business_id as text),
    member_id,
    member,
    cast(hs as numeric(18, 2)),
    cast(auto as numeric(18, 2)),
    cast(rest as numeric(18, 2)),
    cast(ret as numeric(18, 2)),
    cast(total as numeric(18, 2)),
    cast(hs / nullif(total, 0) as numeric(18, 4)),
    cast(auto / nullif(total, 0) as numeric(18, 4)),
    cast(rest / nullif(total, 0) as numeric(18, 4)),
    cast(ret / nullif(total, 0) as numeric(18, 4)),
    4 - cardinality(array_positions(array[hs, auto, rest, ret], 0))
from totals
