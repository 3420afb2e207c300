with
levels as (
    select
        member_id,
        max(steps) as level,
        bool_or(comes_back) as is_cyclic
    from marts.business_ancestry
    group by member_id
),

locations_by_business as (
    select
        locations.business_id,
        count(*) filter (where not locations.is_deleted) as locations,
        count(*) filter (where not locations.is_deleted and states.state = 'active')
            as active_locations
    from facts.tenant_mgmt_business_locations as locations
    left join facts.status_map as states
        on states.column_name = 'tenant_mgmt.business_locations.location_status'
        and states.word = lower(trim(locations.location_status))
    where locations.tenant_is_live
    group by locations.business_id
)

select
    tenants.business_id,
    tenants.business_name,
    lower(trim(tenants.primary_industry)) as primary_industry,
    coalesce(lower(trim(tenants.business_status)), '') as business_status,
    coalesce(lower(trim(tenants.subscription_plan)), '') as subscription_plan,
    coalesce(lower(trim(tenants.billing_cycle)), '') as billing_cycle,
    tenants.zone,
    tenants.is_zone_valid,
    coalesce(lower(trim(tenants.default_currency)), '') as currency,
    tenants.monthly_recurring_revenue as stored_recurring_revenue,
    coalesce(locations_by_business.locations, 0) as locations,
    coalesce(locations_by_business.active_locations, 0) as active_locations,
    tenants.parent_business_id is not null as is_part_of_another,
    coalesce(levels.level, 0) as level,
    coalesce(levels.is_cyclic, false) as is_cyclic,
    :release as release
from facts.tenants as tenants
left join levels
    on levels.member_id = tenants.business_id
left join locations_by_business
    on locations_by_business.business_id = tenants.business_id
where tenants.is_live
