with
incidents as (
    select
        business_id,
        cast(date_trunc('week', detected_local_date) as date) as week,
        coalesce(lower(trim(severity)), '') as severity,
        seconds_between(detected_at, containment_at) as containment_seconds,
        seconds_between(detected_at, closure_at) as closure_seconds
    from facts.security_mgmt_incident_response
    where tenant_is_live and detected_local_date is not null
),

final as (
    select
        business_id,
        week,
        severity,
        count(*) as incidents,
        count(containment_seconds) as contained_incidents,
        coalesce(sum(containment_seconds), 0) as containment_seconds,
        count(closure_seconds) as closed_incidents,
        coalesce(sum(closure_seconds), 0) as closure_seconds
    from incidents
    group by business_id, week, severity
)

select
    business_id,
    week,
    severity,
    incidents,
    contained_incidents,
    ratio(containment_seconds, 3600 * contained_incidents, 2) as hours_to_contain,
    closed_incidents,
    ratio(closure_seconds, 3600 * closed_incidents, 2) as hours_to_close,
    :release as release
from final
