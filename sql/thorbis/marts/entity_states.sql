with
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
    left join marts.entity_kinds as kinds
        on kinds.business_id = transitions.business_id
        and kinds.written = lower(trim(transitions.entity_type))
    where transitions.tenant_is_live
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
