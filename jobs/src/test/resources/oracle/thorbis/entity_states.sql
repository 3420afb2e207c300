-- T22: the last state that was reached before D ended in the business's zone, and the one in which the entity is.
with
moves as (
    select
        business_id,
        lower(trim(state_machine_name)) as machine,
        oracle.kind(entity_type) as kind,
        entity_id,
        array_agg(lower(trim(to_state)) order by at desc nulls last, created_at desc nulls last, id desc) as states,
        max(at) as last_at
    from (
        select *, coalesce(transition_started_at, created_at) as at from workflow_mgmt.state_transitions
    ) as transitions
    inner join oracle.businesses using (business_id)
    where at is null or at < cut
    group by business_id, machine, kind, entity_id
)

select
    cast(moves.business_id as text),
    machine,
    cast(entity_id as text),
    moves.kind,
    case
        when moves.kind = 'other' then 'unmapped'
        when hosts.id is null then 'nowhere'
        when hosts.gone then 'deleted'
        else 'resolved'
    end,
    cardinality(states),
    states[1],
    last_at,
    lower(trim(hosts.status)),
    hosts.id is not null and lower(trim(hosts.status)) is distinct from states[1]
from moves
left join oracle.entities as hosts
    on hosts.business_id = moves.business_id and hosts.kind = moves.kind and hosts.id = entity_id
