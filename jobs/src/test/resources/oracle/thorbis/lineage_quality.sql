-- T26: what is known of where records come from, and how good it is said to be.
with recursive
hosts as (
    select business_id, 'customer' as kind, id from hs.customers where deleted_at is null
    union all
    select business_id, 'work_order', id from hs.work_orders where deleted_at is null
    union all
    select business_id, 'invoice', id from hs.invoices where deleted_at is null
    union all
    select business_id, 'vehicle', id from auto.vehicles where deleted_at is null
    union all
    select business_id, 'repair_order', id from auto.repair_orders where deleted_at is null
    union all
    select business_id, 'order', id from rest.orders
    union all
    select business_id, 'sales_order', id from ret.sales_orders
    union all
    select business_id, 'product', id from ret.products where deleted_at is null
),

lineage as (
    select
        data_lineage.*,
        case when singular in (select kind from hosts) then singular else 'other' end as kind,
        least(100, greatest(0, data_quality_score)) as score
    from integration_mgmt.data_lineage
    cross join lateral (select regexp_replace(lower(trim(destination_entity_type)), 's$', '') as singular) as words
),

walk as (
    select lineage.business_id, lineage.id as start, parents.id as above, 1 as steps
    from lineage
    inner join lineage as parents on parents.id = any (lineage.depends_on) and parents.business_id = lineage.business_id
    union all
    select walk.business_id, start, parents.id, steps + 1
    from walk
    inner join lineage as children on children.id = above and children.business_id = walk.business_id
    inner join lineage as parents on parents.id = any (children.depends_on) and parents.business_id = walk.business_id
    where above <> start and steps < 10
),

marked as (
    select
        lineage.*,
        coalesce((select max(steps) from walk where start = lineage.id), 0) as depth,
        exists (select from walk where start = lineage.id and above = lineage.id) as is_cycle,
        (
            select count(distinct each)
            from unnest(depends_on) as each
            where not exists (
                select from lineage as parents where parents.id = each and parents.business_id = lineage.business_id
            )
        ) as lost
    from lineage
),

records as (
    select
        business_id,
        kind,
        destination_entity_id,
        exists (
            select from hosts
            where hosts.business_id = marked.business_id and hosts.kind = marked.kind and hosts.id = destination_entity_id
        ) as is_live,
        avg(score) as score
    from marked
    group by business_id, kind, destination_entity_id
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
