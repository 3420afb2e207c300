-- T22: from one transition of an entity to its next, or to the end of D.
with
moves as (
    select
        transitions.*,
        zone,
        cut,
        lower(trim(state_machine_name)) as machine,
        oracle.kind(entity_type) as kind,
        lower(trim(to_state)) as state,
        coalesce(transition_started_at, created_at) as began
    from workflow_mgmt.state_transitions as transitions
    inner join oracle.businesses using (business_id)
),

numbered as (
    select
        moves.*,
        row_number() over (partition by business_id, machine, kind, entity_id order by began, created_at, id) as number
    from moves
    where began < cut
),

firsts as (
    select business_id, machine, kind, entity_id, state, min(number) as number
    from numbered
    group by business_id, machine, kind, entity_id, state
),

stays as (
    select
        numbered.*,
        coalesce(later.began, 'infinity') as until,
        firsts.number < numbered.number as again
    from numbered
    inner join firsts using (business_id, machine, kind, entity_id, state)
    left join numbered as later
        on later.business_id = numbered.business_id and later.machine = numbered.machine
        and later.kind = numbered.kind and later.entity_id = numbered.entity_id and later.number = numbered.number + 1
)

select
    cast(business_id as text),
    machine,
    state,
    cast(date_trunc('week', began at time zone zone) as date) as week,
    cast(count(*) as integer),
    cast(count(*) filter (where until = 'infinity') as integer),
    cast(sum(trunc(extract(epoch from least(until, cut) - began))) as bigint),
    cast(sum(trunc(extract(epoch from least(until, cut) - began))) / 3600 / count(*) as numeric(18, 2)),
    cast(count(*) filter (where is_rollback) as integer),
    cast(count(*) filter (where is_rollback) / cast(count(*) as numeric) as numeric(18, 4)),
    cast(count(validation_passed) as integer),
    cast(count(*) filter (where not validation_passed) as integer),
    cast(count(*) filter (where not validation_passed) / nullif(cast(count(validation_passed) as numeric), 0) as numeric(18, 4)),
    cast(count(*) filter (where again) as integer)
from stays
group by business_id, machine, state, week
