-- T22 by T7: between two steps of a work order, by its service.
with
steps as (
    select
        moves.business_id,
        coalesce(lower(trim(service_category)), '') as service,
        lower(trim(to_state)) as state,
        coalesce(transition_started_at, moves.created_at) as began,
        row_number() over whole as number,
        moves.entity_id,
        lower(trim(state_machine_name)) as machine
    from workflow_mgmt.state_transitions as moves
    inner join oracle.businesses using (business_id)
    inner join hs.work_orders as orders on orders.id = entity_id and orders.business_id = moves.business_id
    where lower(trim(entity_type)) in ('work_order', 'work_orders') and coalesce(transition_started_at, moves.created_at) < cut
    window whole as (
        partition by moves.business_id, lower(trim(state_machine_name)), entity_id
        order by coalesce(transition_started_at, moves.created_at), moves.created_at, moves.id
    )
)

select
    cast(steps.business_id as text),
    steps.service,
    steps.state,
    cast(count(*) as integer),
    cast(count(later.began) as integer),
    cast(coalesce(sum(trunc(extract(epoch from later.began - steps.began))), 0) as bigint),
    cast(sum(trunc(extract(epoch from later.began - steps.began))) / 3600 / nullif(count(later.began), 0) as numeric(18, 2))
from steps
left join steps as later
    on later.business_id = steps.business_id and later.machine = steps.machine and later.entity_id = steps.entity_id
    and later.number = steps.number + 1
group by steps.business_id, steps.service, steps.state
