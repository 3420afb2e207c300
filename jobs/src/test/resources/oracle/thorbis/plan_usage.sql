-- T27: use and limit by period and resource.
select distinct on (business_id, period, starts, category, resource)
    cast(business_id as text),
    period,
    starts,
    category,
    resource,
    cast(usage_period_end at time zone zone as date),
    resource_unit,
    coalesce(lower(trim(subscription_plan)), ''),
    cast(current_usage as numeric(18, 2)),
    cast(usage_limit as numeric(18, 2)),
    cast(current_usage / nullif(usage_limit, 0) as numeric(18, 4)),
    cast(case when current_usage > usage_limit then current_usage - usage_limit else 0 end as numeric(18, 2)),
    cast(coalesce(overage_cost, 0) as numeric(18, 2)),
    is_billable is true
from tenant_mgmt.resource_usage
inner join oracle.businesses using (business_id)
inner join tenant_mgmt.businesses as firms on firms.id = business_id
cross join lateral (
    select coalesce(lower(trim(period_type)), '') as period, cast(usage_period_start at time zone zone as date) as starts,
        lower(trim(resource_category)) as category, lower(trim(resource_type)) as resource
) as cells
order by business_id, period, starts, category, resource, recorded_at desc nulls last, resource_usage.id desc
