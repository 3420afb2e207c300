with
live_tenants as (
    select
        tenants.organization_id,
        local_date(:as_of_instant, zone_offsets.offset_seconds) as as_of_date
    from facts.tenants as tenants
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = tenants.zone
        and :as_of_instant >= zone_offsets.from_utc
        and :as_of_instant < zone_offsets.to_utc
    where tenants.is_live
),

orders_by_tenant as (
    select
        organization_id,
        count(*) as open_orders
    from facts.orders
    where not is_deleted and status not in ('delivered', 'cancelled')
    group by organization_id
),

opportunities_by_tenant as (
    select
        organization_id,
        count(*) as open_opportunities
    from facts.opportunities
    where not is_deleted and stage not in ('won', 'lost')
    group by organization_id
),

jobs_by_tenant as (
    select
        organization_id,
        count(*) filter (where status in ('scheduled', 'in_progress', 'on_hold')) as open_jobs,
        count(*) filter (
            where status not in ('scheduled', 'in_progress', 'on_hold', 'completed', 'cancelled')
        ) as other_jobs
    from facts.job_assignments
    group by organization_id
),

issues_by_tenant as (
    select
        organization_id,
        count(*) filter (where status in ('open', 'in_progress', 'on_hold')) as open_issues,
        count(*) filter (where status not in ('resolved', 'closed')) as unresolved_issues,
        count(*) filter (where status = 'pending') as pending_issues,
        count(*) filter (where status = 'escalated') as escalated_issues
    from facts.issues
    where not is_deleted
    group by organization_id
),

claims_by_tenant as (
    select
        organization_id,
        count(*) filter (where status in ('submitted', 'under_review', 'approved'))
            as open_warranty_claims,
        count(*) filter (
            where status not in (
                'submitted', 'under_review', 'approved', 'denied', 'resolved', 'cancelled'
            )
        ) as other_warranty_claims
    from facts.warranty_claims
    group by organization_id
),

final as (
    select
        live_tenants.organization_id,
        live_tenants.as_of_date,
        coalesce(orders_by_tenant.open_orders, 0) as open_orders,
        coalesce(opportunities_by_tenant.open_opportunities, 0) as open_opportunities,
        coalesce(jobs_by_tenant.open_jobs, 0) as open_jobs,
        coalesce(issues_by_tenant.open_issues, 0) as open_issues,
        coalesce(claims_by_tenant.open_warranty_claims, 0) as open_warranty_claims,
        coalesce(issues_by_tenant.unresolved_issues, 0) as unresolved_issues,
        coalesce(issues_by_tenant.pending_issues, 0) as pending_issues,
        coalesce(issues_by_tenant.escalated_issues, 0) as escalated_issues,
        coalesce(jobs_by_tenant.other_jobs, 0) as other_jobs,
        coalesce(claims_by_tenant.other_warranty_claims, 0) as other_warranty_claims
    from live_tenants
    left join orders_by_tenant
        on orders_by_tenant.organization_id = live_tenants.organization_id
    left join opportunities_by_tenant
        on opportunities_by_tenant.organization_id = live_tenants.organization_id
    left join jobs_by_tenant
        on jobs_by_tenant.organization_id = live_tenants.organization_id
    left join issues_by_tenant
        on issues_by_tenant.organization_id = live_tenants.organization_id
    left join claims_by_tenant
        on claims_by_tenant.organization_id = live_tenants.organization_id
)

select
    organization_id,
    as_of_date,
    open_orders,
    open_opportunities,
    open_jobs,
    open_issues,
    open_warranty_claims,
    unresolved_issues,
    pending_issues,
    escalated_issues,
    unresolved_issues - open_issues - pending_issues - escalated_issues as other_issues,
    other_jobs,
    other_warranty_claims,
    :release as release
from final
