with
final as (
    select
        organization_id,
        submitted_local_date as day,
        count(*) as total_claims,
        count(*) filter (where status = 'submitted') as submitted_claims,
        count(*) filter (where status = 'under_review') as under_review_claims,
        count(*) filter (where status = 'approved') as approved_claims,
        count(*) filter (where status = 'denied') as denied_claims,
        count(*) filter (where status = 'resolved') as resolved_claims,
        count(*) filter (where status = 'cancelled') as cancelled_claims,
        count(*) filter (where claim_type = 'cell_degradation') as cell_degradation_claims,
        count(*) filter (where claim_type = 'bms_fault') as bms_fault_claims,
        count(*) filter (where claim_type = 'inverter_failure') as inverter_failure_claims,
        count(*) filter (where claim_type = 'installation_defect') as installation_defect_claims,
        coalesce(sum(cost), 0) as claims_cost,
        count(*) filter (where status = 'resolved' and resolved_at >= submitted_at)
            as timed_claims,
        coalesce(
            sum(seconds_between(submitted_at, resolved_at))
                filter (where status = 'resolved' and resolved_at >= submitted_at),
            0
        ) as resolution_seconds
    from facts.warranty_claims
    where tenant_is_live and submitted_local_date is not null
    group by organization_id, submitted_local_date
)

select
    organization_id,
    day,
    total_claims,
    submitted_claims,
    under_review_claims,
    approved_claims,
    denied_claims,
    resolved_claims,
    cancelled_claims,
    total_claims - submitted_claims - under_review_claims - approved_claims - denied_claims
        - resolved_claims - cancelled_claims as other_claims,
    cell_degradation_claims,
    bms_fault_claims,
    inverter_failure_claims,
    installation_defect_claims,
    total_claims - cell_degradation_claims - bms_fault_claims - inverter_failure_claims
        - installation_defect_claims as other_type_claims,
    claims_cost,
    timed_claims,
    resolution_seconds,
    ratio(resolution_seconds, timed_claims * 3600, 2) as average_resolution_hours,
    :release as release
from final
