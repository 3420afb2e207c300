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

-- Steps of work orders of the business; a step of anything else has no work order.
steps as (
    select
        transitions.business_id,
        coalesce(lower(trim(transitions.work_order_service_category)), '') as service_category,
        lower(trim(transitions.to_state)) as state,
        coalesce(transitions.transition_started_at, transitions.created_at) as started_at,
        lead(coalesce(transitions.transition_started_at, transitions.created_at)) over (
            partition by
                transitions.business_id,
                lower(trim(transitions.state_machine_name)),
                transitions.entity_id
            order by
                coalesce(transitions.transition_started_at, transitions.created_at) asc nulls last,
                transitions.created_at asc nulls last,
                transitions.state_transition_id asc nulls last
        ) as ended_at
    from facts.workflow_mgmt_state_transitions as transitions
    inner join live_tenants
        on live_tenants.business_id = transitions.business_id
    where transitions.work_order_is_deleted is not null
        and coalesce(transitions.transition_started_local_date, transitions.created_local_date)
            <= live_tenants.as_of_date
),

final as (
    select
        business_id,
        service_category,
        state,
        count(*) as entries,
        count(ended_at) as left_entries,
        coalesce(sum(seconds_between(started_at, ended_at)), 0) as seconds_in_state
    from steps
    group by business_id, service_category, state
)

select
    business_id,
    service_category,
    state,
    entries,
    left_entries,
    seconds_in_state,
    ratio(seconds_in_state, 3600 * left_entries, 2) as mean_hours,
    :release as release
from final
