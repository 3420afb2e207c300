-- T22: from one transition of an entity to its next, or to the end of D.
with
moves as (
    select
        transitions.*,
        zone,
        cut,
        lower(trim(state_machine_name)) as machine,
        lower(trim(to_state)) as state,
        coalesce(transition_started_at, created_at) as began
    from workflow_mgmt.state_transitions as transitions
    inner join oracle.businesses using (business_id)
),

stays as (
    select
        moves.*,
        coalesce(
            (
                select later.began
                from moves as later
                where later.business_id = moves.business_id and later.machine = moves.machine
                    and later.entity_id = moves.entity_id and later.began < cut
                    and (later.began, later.created_at, later.id) > (moves.began, moves.created_at, moves.id)
                order by later.began, later.created_at, later.id
                limit 1
            ),
            'infinity'
        ) as until,
        exists (
            select from moves as before
            where before.business_id = moves.business_id and before.machine = moves.machine
                and before.entity_id = moves.entity_id and before.state = moves.state
                and (before.began, before.created_at, before.id) < (moves.began, moves.created_at, moves.id)
        ) as again
    from moves
    where began < cut
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
