-- Every business, with its money in its own currency. One that says none gets no report, and whoever
-- looks for it is told; one that is suspended gets none, and its numbers stay.
select
    tenants.business_id as tenant,
    tenants.business_name as name,
    tenants.is_live and coalesce(states.state, 'other') <> 'held' as is_live,
    tenants.zone,
    tenants.is_zone_valid,
    coalesce(upper(trim(tenants.default_currency)), '') as currency,
    'en-US' as locale
from facts.tenants as tenants
left join facts.status_map as states
    on states.column_name = 'tenant_mgmt.businesses.business_status'
    and states.word = lower(trim(tenants.business_status))
order by tenants.business_id nulls last
