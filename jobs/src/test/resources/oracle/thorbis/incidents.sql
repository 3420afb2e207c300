-- T28: incidents by week and severity; hours to containment and closure.
select
    cast(business_id as text),
    cast(date_trunc('week', detected_at at time zone zone) as date) as week,
    coalesce(lower(trim(severity)), '') as grade,
    cast(count(*) as integer),
    cast(count(containment_at) as integer),
    cast(sum(trunc(extract(epoch from containment_at - detected_at))) / nullif(count(containment_at), 0) / 3600 as numeric(18, 2)),
    cast(count(closure_at) as integer),
    cast(sum(trunc(extract(epoch from closure_at - detected_at))) / nullif(count(closure_at), 0) / 3600 as numeric(18, 2))
from security_mgmt.incident_response
inner join oracle.businesses using (business_id)
where detected_at is not null
group by business_id, week, grade
