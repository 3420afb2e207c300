-- T22: the last state that was reached, and the one in which the entity is.
with
lasts as (
    select distinct on (business_id, machine, kind, entity_id)
        transitions.*,
        machine,
        oracle.kind(entity_type) as kind,
        coalesce(transition_started_at, created_at) as at
    from workflow_mgmt.state_transitions as transitions
    cross join lateral (select lower(trim(state_machine_name)) as machine) as machines
    order by business_id, machine, kind, entity_id, coalesce(transition_started_at, created_at) desc, created_at desc, id desc
)

select
    cast(lasts.business_id as text),
    machine,
    cast(entity_id as text),
    lasts.kind,
    case
        when lasts.kind = 'other' then 'unmapped'
        when hosts.id is null then 'nowhere'
        when hosts.gone then 'deleted'
        else 'resolved'
    end,
    cast((
        select count(*) from workflow_mgmt.state_transitions as each
        where each.business_id = lasts.business_id and lower(trim(each.state_machine_name)) = machine
            and each.entity_id = lasts.entity_id and oracle.kind(each.entity_type) = lasts.kind
    ) as integer),
    lower(trim(to_state)),
    at,
    lower(trim(hosts.status)),
    hosts.id is not null and lower(trim(hosts.status)) is distinct from lower(trim(to_state))
from lasts
inner join oracle.businesses using (business_id)
left join oracle.entities as hosts
    on hosts.business_id = lasts.business_id and hosts.kind = lasts.kind and hosts.id = entity_id
