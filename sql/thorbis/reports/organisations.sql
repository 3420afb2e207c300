-- Every business, with its money in its own currency, or else in dollars. One that is suspended gets no
-- report, its numbers stay.
select
    tenants.business_id as tenant,
    tenants.business_name as name,
    tenants.is_live
        and coalesce(lower(trim(tenants.business_status)), '') <> 'suspended' as is_live,
    tenants.zone,
    tenants.is_zone_valid,
    coalesce(tenants.default_currency, 'USD') as currency,
    'en-US' as locale
from facts.tenants as tenants
order by tenants.business_id nulls last
