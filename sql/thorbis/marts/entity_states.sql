with
live_tenants as (
    select
        tenants.business_id,
        local_date(:as_of_instant, zone_offsets.offset_seconds) as as_of_date
    from facts.tenants as tenants
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = tenants.zone
        and :as_of_instant >= zone_offsets.from_utc
        and :as_of_instant < zone_offsets.to_utc
    where tenants.is_live
),

transitions as (
    select
        transitions.business_id,
        lower(trim(transitions.state_machine_name)) as state_machine,
        coalesce(kinds.kind, 'other') as entity_kind,
        transitions.entity_id,
        lower(trim(transitions.to_state)) as last_state,
        coalesce(transitions.transition_started_at, transitions.created_at) as last_at,
        count(*) over (
            partition by
                transitions.business_id,
                lower(trim(transitions.state_machine_name)),
                coalesce(kinds.kind, 'other'),
                transitions.entity_id
        ) as transitions,
        row_number() over (
            partition by
                transitions.business_id,
                lower(trim(transitions.state_machine_name)),
                coalesce(kinds.kind, 'other'),
                transitions.entity_id
            order by
                coalesce(transitions.transition_started_at, transitions.created_at)
                    desc nulls last,
                transitions.created_at desc nulls last,
                transitions.state_transition_id desc nulls last
        ) as from_last
    from facts.workflow_mgmt_state_transitions as transitions
    inner join live_tenants
        on live_tenants.business_id = transitions.business_id
    left join marts.entity_kinds as kinds
        on kinds.business_id = transitions.business_id
        and kinds.written = lower(trim(transitions.entity_type))
    -- what is dated after D has not happened; what has no day has
    where coalesce(
        coalesce(transitions.transition_started_local_date, transitions.created_local_date)
            <= live_tenants.as_of_date,
        true
    )
),

final as (
    select
        transitions.business_id,
        transitions.state_machine,
        transitions.entity_id,
        transitions.entity_kind,
        case
            when transitions.entity_kind = 'other' then 'unmapped'
            when entities.entity_id is null then 'nowhere'
            when entities.is_deleted then 'deleted'
            else 'resolved'
        end as outcome,
        transitions.transitions,
        transitions.last_state,
        transitions.last_at,
        entities.status as current_status
    from transitions
    left join marts.entities as entities
        on entities.business_id = transitions.business_id
        and entities.kind = transitions.entity_kind
        and entities.entity_id = transitions.entity_id
    where transitions.from_last = 1
)

select
    business_id,
    state_machine,
    entity_id,
    entity_kind,
    outcome,
    transitions,
    last_state,
    last_at,
    current_status,
    outcome in ('resolved', 'deleted') and coalesce(current_status, '') <> last_state
        as is_drifting,
    :release as release
from final
