with
live_tenants as (
    select
        tenants.company_id,
        local_date(:as_of_instant, zone_offsets.offset_seconds) as as_of_date
    from facts.tenants as tenants
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = tenants.zone
        and :as_of_instant >= zone_offsets.from_utc
        and :as_of_instant < zone_offsets.to_utc
    where tenants.is_live
),

final as (
    select
        integrations.company_id,
        integrations.integration_id,
        live_tenants.as_of_date,
        integrations.service_name,
        integrations.is_active,
        integrations.last_sync_local_date,
        days_between(integrations.last_sync_local_date, live_tenants.as_of_date)
            as days_since_sync
    from facts.integrations as integrations
    inner join live_tenants
        on live_tenants.company_id = integrations.company_id
)

select
    company_id,
    integration_id,
    as_of_date,
    service_name,
    is_active,
    last_sync_local_date as last_sync_date,
    days_since_sync,
    is_active and (days_since_sync is null or days_since_sync > 7) as is_stale,
    :release as release
from final
