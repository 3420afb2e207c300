with recursive
-- From each business up to those that it is a part of. What comes back to where it began is a
-- cycle, and nobody climbs beyond ten.
climbs (business_id, above_id, steps) as (
    select
        tenants.business_id,
        parents.business_id as above_id,
        1 as steps
    from facts.tenants as tenants
    inner join facts.tenants as parents
        on parents.business_id = tenants.parent_business_id
    where tenants.is_live
    union all
    select
        climbs.business_id,
        parents.business_id as above_id,
        climbs.steps + 1 as steps
    from climbs
    inner join facts.tenants as businesses
        on businesses.business_id = climbs.above_id
    inner join facts.tenants as parents
        on parents.business_id = businesses.parent_business_id
    where climbs.steps < 10 and climbs.above_id <> climbs.business_id
),

levels as (
    select
        business_id,
        max(steps) as level,
        bool_or(above_id = business_id) as is_cyclic
    from climbs
    group by business_id
),

locations_by_business as (
    select
        business_id,
        count(*) filter (where not is_deleted) as locations,
        count(*) filter (
            where not is_deleted and coalesce(lower(trim(location_status)), '') = 'active'
        ) as active_locations
    from facts.tenant_mgmt_business_locations
    where tenant_is_live
    group by business_id
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
    tenants.monthly_recurring_revenue as stored_recurring_revenue,
    coalesce(locations_by_business.locations, 0) as locations,
    coalesce(locations_by_business.active_locations, 0) as active_locations,
    tenants.parent_business_id is not null as is_part_of_another,
    coalesce(levels.level, 0) as level,
    coalesce(levels.is_cyclic, false) as is_cyclic,
    :release as release
from facts.tenants as tenants
left join levels
    on levels.business_id = tenants.business_id
left join locations_by_business
    on locations_by_business.business_id = tenants.business_id
where tenants.is_live
