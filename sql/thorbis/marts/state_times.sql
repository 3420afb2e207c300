with
live_tenants as (
    select
        tenants.business_id,
        tenants.zone,
        local_date(:as_of_instant, zone_offsets.offset_seconds) as as_of_date
    from facts.tenants as tenants
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = tenants.zone
        and :as_of_instant >= zone_offsets.from_utc
        and :as_of_instant < zone_offsets.to_utc
    where tenants.is_live
),

-- The first instant after D.
cuts as (
    select
        live_tenants.business_id,
        min(
            greatest(
                zone_offsets.from_utc,
                instant_at(
                    cast(live_tenants.as_of_date + 1 as timestamp), zone_offsets.offset_seconds
                )
            )
        ) as cut_at
    from live_tenants
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = live_tenants.zone
        and instant_at(
            cast(live_tenants.as_of_date + 1 as timestamp), zone_offsets.offset_seconds
        ) < zone_offsets.to_utc
        and zone_offsets.from_utc < cast(live_tenants.as_of_date + 3 as timestamp)
    group by live_tenants.business_id
),

transitions as (
    select
        transitions.business_id,
        lower(trim(transitions.state_machine_name)) as state_machine,
        coalesce(kinds.kind, 'other') as entity_kind,
        transitions.entity_id,
        transitions.state_transition_id,
        lower(trim(transitions.to_state)) as state,
        coalesce(transitions.is_rollback, false) as is_rollback,
        transitions.validation_passed,
        coalesce(transitions.transition_started_at, transitions.created_at) as started_at,
        transitions.created_at,
        coalesce(transitions.transition_started_local_date, transitions.created_local_date)
            as started_local_date,
        cuts.cut_at
    from facts.workflow_mgmt_state_transitions as transitions
    inner join cuts
        on cuts.business_id = transitions.business_id
    left join marts.entity_kinds as kinds
        on kinds.business_id = transitions.business_id
        and kinds.written = lower(trim(transitions.entity_type))
    where coalesce(transitions.transition_started_at, transitions.created_at) < cuts.cut_at
),

-- What ends a state is the next transition of the entity; what is open ends with D.
states as (
    select
        business_id,
        state_machine,
        state,
        is_rollback,
        validation_passed,
        started_at,
        started_local_date,
        cut_at,
        lead(started_at) over (
            partition by business_id, state_machine, entity_kind, entity_id
            order by
                started_at asc nulls last,
                created_at asc nulls last,
                state_transition_id asc nulls last
        ) as ended_at,
        row_number() over (
            partition by business_id, state_machine, entity_kind, entity_id, state
            order by
                started_at asc nulls last,
                created_at asc nulls last,
                state_transition_id asc nulls last
        ) > 1 as is_loop
    from transitions
),

final as (
    select
        business_id,
        state_machine,
        state,
        cast(date_trunc('week', started_local_date) as date) as week,
        count(*) as entries,
        count(*) - count(ended_at) as open_entries,
        sum(seconds_between(started_at, coalesce(ended_at, cut_at))) as seconds_in_state,
        count(*) filter (where is_rollback) as rollbacks,
        count(validation_passed) as validated_entries,
        count(*) filter (where not validation_passed) as failed_validations,
        count(*) filter (where is_loop) as loops
    from states
    group by
        business_id,
        state_machine,
        state,
        cast(date_trunc('week', started_local_date) as date)
)

select
    business_id,
    state_machine,
    state,
    week,
    entries,
    open_entries,
    seconds_in_state,
    ratio(seconds_in_state, 3600 * entries, 2) as hours_by_entry,
    rollbacks,
    ratio(rollbacks, entries, 4) as rollback_rate,
    validated_entries,
    failed_validations,
    ratio(failed_validations, validated_entries, 4) as failed_validation_rate,
    loops,
    :release as release
from final
