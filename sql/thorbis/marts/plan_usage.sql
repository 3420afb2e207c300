with
-- Of two rows for one period and resource, the one that was recorded last. Daily and monthly rows
-- say the same use: the kind of period is part of the grain.
recorded as (
    select
        usage.business_id,
        coalesce(lower(trim(usage.period_type)), '') as period_type,
        usage.usage_period_start_local_date as period_start,
        usage.usage_period_end_local_date as period_end,
        lower(trim(usage.resource_category)) as resource_category,
        lower(trim(usage.resource_type)) as resource_type,
        usage.resource_unit,
        coalesce(lower(trim(tenants.subscription_plan)), '') as subscription_plan,
        usage.current_usage,
        usage.usage_limit,
        usage.overage_cost,
        coalesce(usage.is_billable, false) as is_billable,
        row_number() over (
            partition by
                usage.business_id,
                lower(trim(usage.period_type)),
                usage.usage_period_start_local_date,
                lower(trim(usage.resource_category)),
                lower(trim(usage.resource_type))
            order by
                usage.recorded_at desc nulls last,
                usage.resource_usage_id desc nulls last
        ) as from_last
    from facts.tenant_mgmt_resource_usage as usage
    inner join facts.tenants as tenants
        on tenants.business_id = usage.business_id
    where usage.tenant_is_live
)

select
    business_id,
    period_type,
    period_start,
    resource_category,
    resource_type,
    period_end,
    resource_unit,
    subscription_plan,
    current_usage,
    usage_limit,
    ratio(current_usage, usage_limit, 4) as usage_rate,
    greatest(current_usage - coalesce(usage_limit, current_usage), 0) as overage,
    coalesce(overage_cost, 0) as overage_cost,
    is_billable,
    :release as release
from recorded
where from_last = 1
