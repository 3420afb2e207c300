-- T26: what is known of where records come from, and how good it is said to be.
with recursive
hosts as (
    select business_id, kind, id from oracle.entities where not gone
),

lineage as (
    select
        data_lineage.*,
        oracle.kind(destination_entity_type) as kind,
        least(100, greatest(0, data_quality_score)) as score
    from integration_mgmt.data_lineage
),

origins as (
    select distinct lineage.business_id, lineage.id, named, parents.id as parent
    from lineage
    cross join lateral unnest(depends_on) as named
    left join lineage as parents on parents.id = named and parents.business_id = lineage.business_id
),

walk as (
    select business_id, id as start, parent as above, 1 as steps from origins where parent is not null
    union all
    select walk.business_id, start, parent, steps + 1
    from walk
    inner join origins on origins.id = above and origins.business_id = walk.business_id
    where above <> start and steps < 10 and parent is not null
),

marked as (
    select lineage.*, coalesce(depth, 0) as depth, coalesce(is_cycle, false) as is_cycle, coalesce(lost, 0) as lost
    from lineage
    left join (
        select start, max(steps) as depth, bool_or(above = start) as is_cycle from walk group by start
    ) as climbed on start = lineage.id
    left join (
        select id, count(*) as lost from origins where parent is null group by id
    ) as losses on losses.id = lineage.id
),

records as (
    select business_id, kind, destination_entity_id, hosts.id is not null as is_live, avg(score) as score
    from marked
    left join (select business_id, kind, id as destination_entity_id, id from hosts) as hosts
        using (business_id, kind, destination_entity_id)
    group by business_id, kind, destination_entity_id, hosts.id
),

weighed as (
    select
        business_id,
        kind,
        count(*) filter (where is_live) as covered,
        count(*) filter (where not is_live) as elsewhere,
        avg(score) as score
    from records
    group by business_id, kind
),

summed as (
    select
        business_id,
        kind,
        count(*) as n,
        avg(score) as score,
        count(*) filter (where data_quality_score not between 0 and 100) as odd,
        max(last_updated) as last_at,
        max(depth) as depth,
        count(*) filter (where is_cycle) as cycles,
        sum(lost) as lost
    from marked
    group by business_id, kind
),

living as (
    select business_id, kind, count(*) as n from hosts group by business_id, kind
)

select
    cast(summed.business_id as text),
    summed.kind,
    day,
    cast(summed.n as integer),
    cast(covered as integer),
    cast(elsewhere as integer),
    cast(coalesce(living.n, 0) as integer),
    cast(covered / cast(living.n as numeric) as numeric(18, 4)),
    cast(summed.score as numeric(18, 2)),
    cast(weighed.score as numeric(18, 2)),
    cast(odd as integer),
    cast(last_at at time zone zone as date),
    day - cast(last_at at time zone zone as date),
    cast(depth as integer),
    cast(cycles as integer),
    cast(lost as integer)
from summed
inner join weighed using (business_id, kind)
inner join oracle.businesses using (business_id)
left join living on living.business_id = summed.business_id and living.kind = summed.kind
