with
-- The last attempt to tell an address of an event decides. One event is what has one key; what has
-- none is one event of its name and day.
attempts as (
    select
        deliveries.company_id,
        deliveries.endpoint_id,
        deliveries.created_local_date,
        coalesce(states.state, 'other') as state,
        coalesce(
            'key ' || nullif(trim(deliveries.idempotency_key), ''),
            'event ' || coalesce(deliveries.event_name, '')
        ) as event,
        case
            when nullif(trim(deliveries.idempotency_key), '') is null
                then deliveries.created_local_date
        end as event_day,
        deliveries.created_at,
        coalesce(deliveries.attempt, 0) as attempt,
        deliveries.delivery_id
    from facts.webhook_deliveries as deliveries
    left join facts.status_map as states
        on states.column_name = 'webhook_deliveries.status'
        and states.word = lower(trim(deliveries.status))
    where deliveries.tenant_is_live
),

numbered as (
    select
        company_id,
        endpoint_id,
        state,
        created_local_date as day,
        row_number() over (
            partition by company_id, endpoint_id, event, event_day
            order by
                created_at desc nulls last,
                attempt desc nulls last,
                delivery_id desc nulls last
        ) as place,
        count(*) over (partition by company_id, endpoint_id, event, event_day) as attempts
    from attempts
),

final as (
    select
        company_id,
        endpoint_id,
        day,
        count(*) as events,
        sum(attempts) as attempts,
        count(*) filter (where state = 'delivered') as delivered_events,
        count(*) filter (where state = 'dead') as dead_events
    from numbered
    where place = 1
    group by company_id, endpoint_id, day
)

select
    company_id,
    endpoint_id,
    day,
    events,
    attempts,
    attempts - events as retries,
    delivered_events,
    dead_events,
    ratio(delivered_events, events, 4) as delivered_share,
    :release as release
from final
