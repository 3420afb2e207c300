-- mv_daily_warranty by its contract, over the source's tables: claims by the local day of their submission
-- and the status they have now. Claims know no soft delete. The time to resolution is that of resolved
-- claims whose instant of resolution is not before their submission, in whole seconds.
with

claims as (
    select
        warranty_claims.*,
        oracle.local_date(warranty_claims.submitted_at, live_tenants.zone) as day,
        case
            when warranty_claims.status = 'resolved'
                and warranty_claims.resolved_at >= warranty_claims.submitted_at
                then floor(
                    extract(epoch from warranty_claims.resolved_at)
                    - extract(epoch from warranty_claims.submitted_at)
                )
        end as seconds
    from warranty_claims
    inner join oracle.live_tenants on live_tenants.id = warranty_claims.organization_id
)

select
    cast(organization_id as text) as organization_id,
    day,
    cast(count(*) as integer) as total_claims,
    cast(sum(case status when 'submitted' then 1 else 0 end) as integer) as submitted_claims,
    cast(sum(case status when 'under_review' then 1 else 0 end) as integer) as under_review_claims,
    cast(sum(case status when 'approved' then 1 else 0 end) as integer) as approved_claims,
    cast(sum(case status when 'denied' then 1 else 0 end) as integer) as denied_claims,
    cast(sum(case status when 'resolved' then 1 else 0 end) as integer) as resolved_claims,
    cast(sum(case status when 'cancelled' then 1 else 0 end) as integer) as cancelled_claims,
    cast(sum(
        case
            when cast(status as text) in (
                'submitted', 'under_review', 'approved', 'denied', 'resolved', 'cancelled'
            )
                then 0
            else 1
        end
    ) as integer) as other_claims,
    cast(sum(case claim_type when 'cell_degradation' then 1 else 0 end) as integer)
        as cell_degradation_claims,
    cast(sum(case claim_type when 'bms_fault' then 1 else 0 end) as integer) as bms_fault_claims,
    cast(sum(case claim_type when 'inverter_failure' then 1 else 0 end) as integer)
        as inverter_failure_claims,
    cast(sum(case claim_type when 'installation_defect' then 1 else 0 end) as integer)
        as installation_defect_claims,
    cast(sum(
        case
            when cast(claim_type as text) in (
                'cell_degradation', 'bms_fault', 'inverter_failure', 'installation_defect'
            )
                then 0
            else 1
        end
    ) as integer) as other_type_claims,
    cast(sum(coalesce(cost, 0)) as numeric(14, 2)) as claims_cost,
    cast(count(seconds) as integer) as timed_claims,
    cast(coalesce(sum(seconds), 0) as bigint) as resolution_seconds,
    cast(round(sum(seconds) / nullif(count(seconds) * 3600, 0), 2) as numeric(14, 2))
        as average_resolution_hours
from claims
group by organization_id, day
order by organization_id, day
