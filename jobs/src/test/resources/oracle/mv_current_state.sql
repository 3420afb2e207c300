-- mv_current_state by its contract, over the source's tables: every live tenant has a row, a quiet
-- one a row of zeros. as_of_date is the tenant's own date at :as_of_instant.
--
-- job_assignments and warranty_claims know no soft delete. An entity counts for its own tenant,
-- whatever became of its customer or order.
select
    cast(live_tenants.id as text) as organization_id,
    oracle.local_date(:as_of_instant, live_tenants.zone) as as_of_date,
    cast((
        select count(*)
        from orders
        where orders.organization_id = live_tenants.id
            and orders.deleted_at is null
            and orders.status not in ('delivered', 'cancelled')
    ) as integer) as open_orders,
    cast((
        select count(*)
        from opportunities
        where opportunities.organization_id = live_tenants.id
            and opportunities.deleted_at is null
            and opportunities.stage not in ('won', 'lost')
    ) as integer) as open_opportunities,
    cast((
        select count(*)
        from job_assignments
        where job_assignments.organization_id = live_tenants.id
            and job_assignments.status in ('scheduled', 'in_progress', 'on_hold')
    ) as integer) as open_jobs,
    cast((
        select count(*)
        from issues
        where issues.organization_id = live_tenants.id
            and issues.deleted_at is null
            and issues.status in ('open', 'in_progress', 'on_hold')
    ) as integer) as open_issues,
    cast((
        select count(*)
        from warranty_claims
        where warranty_claims.organization_id = live_tenants.id
            and warranty_claims.status in ('submitted', 'under_review', 'approved')
    ) as integer) as open_warranty_claims,
    cast((
        select count(*)
        from issues
        where issues.organization_id = live_tenants.id
            and issues.deleted_at is null
            and issues.status not in ('resolved', 'closed')
    ) as integer) as unresolved_issues,
    cast((
        select count(*)
        from issues
        where issues.organization_id = live_tenants.id
            and issues.deleted_at is null
            and issues.status = 'pending'
    ) as integer) as pending_issues,
    cast((
        select count(*)
        from issues
        where issues.organization_id = live_tenants.id
            and issues.deleted_at is null
            and issues.status = 'escalated'
    ) as integer) as escalated_issues,
    cast((
        select count(*)
        from issues
        where issues.organization_id = live_tenants.id
            and issues.deleted_at is null
            and cast(issues.status as text) not in (
                'open', 'in_progress', 'on_hold', 'pending', 'escalated', 'resolved', 'closed'
            )
    ) as integer) as other_issues,
    cast((
        select count(*)
        from job_assignments
        where job_assignments.organization_id = live_tenants.id
            and cast(job_assignments.status as text) not in (
                'scheduled', 'in_progress', 'on_hold', 'completed', 'cancelled'
            )
    ) as integer) as other_jobs,
    cast((
        select count(*)
        from warranty_claims
        where warranty_claims.organization_id = live_tenants.id
            and cast(warranty_claims.status as text) not in (
                'submitted', 'under_review', 'approved', 'denied', 'resolved', 'cancelled'
            )
    ) as integer) as other_warranty_claims
from oracle.live_tenants
order by live_tenants.id
