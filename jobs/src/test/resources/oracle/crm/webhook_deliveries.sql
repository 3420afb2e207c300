-- C26: events by the last attempt at each.
with
keyed as (
    select
        webhook_endpoints.company_id,
        webhook_deliveries.*,
        case
            when trim(coalesce(idempotency_key, '')) <> '' then 'key ' || trim(idempotency_key)
            else 'event ' || coalesce(event_name, '') || cast(webhook_deliveries.created_at as date)
        end as event
    from webhook_deliveries
    inner join webhook_endpoints using (endpoint_id)
    inner join companies using (company_id)
    where companies.deleted_at is null
),

last as (
    select distinct on (endpoint_id, event) *
    from keyed
    order by endpoint_id, event, created_at desc, coalesce(attempt, 0) desc, delivery_id desc
),

tries as (
    select endpoint_id, event, count(*) as attempts from keyed group by endpoint_id, event
)

select
    cast(company_id as text),
    cast(endpoint_id as text),
    cast(created_at as date),
    cast(count(*) as integer),
    cast(sum(attempts) as bigint),
    cast(sum(attempts - 1) as bigint),
    cast(count(*) filter (where lower(trim(status)) = 'delivered') as integer),
    cast(count(*) filter (where lower(trim(status)) = 'dead') as integer),
    cast(cast(count(*) filter (where lower(trim(status)) = 'delivered') as numeric) / count(*) as numeric(18, 4))
from last
inner join tries using (endpoint_id, event)
group by company_id, endpoint_id, cast(created_at as date)
