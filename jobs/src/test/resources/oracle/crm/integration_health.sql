-- C26: age of the last synchronisation.
select
    cast(company_id as text),
    cast(integration_id as text),
    d.day,
    service_name,
    is_active,
    cast(last_sync_at as date),
    d.day - cast(last_sync_at as date),
    is_active and coalesce(d.day - cast(last_sync_at as date), 8) > 7
from integrations
inner join companies using (company_id)
cross join oracle.d
where deleted_at is null
