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

-- Attempts to move one record are those of one flow, entity and key in the other system; what is dated
-- after D has not been tried.
attempts as (
    select
        events.business_id,
        events.flow_name,
        coalesce(
            lower(trim(events.entity_type)) || ' '
                || coalesce(events.entity_id, events.entity_external_id)
                || ' ' || coalesce(events.entity_external_id, ''),
            events.data_flow_event_id
        ) as record_key,
        events.data_flow_event_id,
        coalesce(events.started_at, events.created_at) as begun_at,
        coalesce(events.started_local_date, events.created_local_date) as day,
        coalesce(states.state, 'other') as state,
        coalesce(events.attempt_number, 1) as attempt_number,
        events.max_attempts,
        coalesce(events.record_count, 0) as record_count,
        events.processing_time_ms
    from facts.integration_mgmt_data_flow_events as events
    inner join live_tenants
        on live_tenants.business_id = events.business_id
    left join facts.status_map as states
        on states.column_name = 'integration_mgmt.data_flow_events.status'
        and states.word = lower(trim(events.status))
    where coalesce(events.started_local_date, events.created_local_date) <= live_tenants.as_of_date
),

counted as (
    select
        business_id,
        flow_name,
        record_key,
        day,
        begun_at,
        state,
        attempt_number,
        max_attempts,
        record_count,
        row_number() over (
            partition by business_id, flow_name, record_key
            order by
                begun_at desc nulls last,
                attempt_number desc nulls last,
                data_flow_event_id desc nulls last
        ) as from_last,
        count(*) over (
            partition by business_id, flow_name, record_key
        ) as attempts
    from attempts
),

-- What became of a record is what became of its last attempt.
outcomes as (
    select
        business_id,
        flow_name,
        day,
        count(*) as outcomes,
        sum(attempts) as attempts,
        count(*) filter (where state = 'completed') as completed,
        count(*) filter (where state = 'failed') as failed,
        count(*) filter (where state in ('waiting', 'retrying')) as unfinished,
        count(*) filter (where state = 'other') as other,
        count(*) filter (where state = 'completed' and attempts > 1) as recovered,
        count(*) filter (
            where state = 'waiting'
                and seconds_between(begun_at, :as_of_instant) > 3600
        ) as stuck,
        count(*) filter (where state = 'failed' and attempt_number >= max_attempts) as exhausted,
        coalesce(sum(record_count) filter (where state = 'completed'), 0) as records
    from counted
    where from_last = 1
    group by business_id, flow_name, day
),

-- How long attempts took, by the day on which each began.
times as (
    select
        business_id,
        flow_name,
        day,
        count(processing_time_ms) as timed_attempts,
        cast(percentile_cont(0.5) within group (order by processing_time_ms) as decimal(12,2))
            as median_milliseconds,
        cast(percentile_cont(0.95) within group (order by processing_time_ms) as decimal(12,2))
            as high_milliseconds
    from attempts
    group by business_id, flow_name, day
)

select
    times.business_id,
    times.flow_name,
    times.day,
    coalesce(outcomes.outcomes, 0) as outcomes,
    coalesce(outcomes.completed, 0) as completed,
    coalesce(outcomes.failed, 0) as failed,
    coalesce(outcomes.unfinished, 0) as unfinished,
    coalesce(outcomes.other, 0) as other,
    ratio(outcomes.completed, outcomes.completed + outcomes.failed, 4) as success_rate,
    coalesce(outcomes.attempts, 0) as attempts,
    ratio(outcomes.attempts, outcomes.outcomes, 2) as attempts_by_outcome,
    coalesce(outcomes.recovered, 0) as recovered,
    coalesce(outcomes.stuck, 0) as stuck,
    coalesce(outcomes.exhausted, 0) as exhausted,
    coalesce(outcomes.records, 0) as records,
    times.timed_attempts,
    times.median_milliseconds,
    times.high_milliseconds,
    :release as release
from times
left join outcomes
    on outcomes.business_id = times.business_id
    and outcomes.flow_name = times.flow_name
    and outcomes.day = times.day
