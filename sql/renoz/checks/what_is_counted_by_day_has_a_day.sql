with
counted as (
    select
        organization_id,
        'opportunity' as entity,
        opportunity_id as entity_id
    from facts.opportunities
    where tenant_is_live and not is_deleted and created_local_date is null
    union all
    select
        organization_id,
        'issue' as entity,
        issue_id as entity_id
    from facts.issues
    where tenant_is_live and not is_deleted and created_local_date is null
    union all
    select
        organization_id,
        'customer' as entity,
        customer_id as entity_id
    from facts.customers
    where tenant_is_live and not is_deleted and created_local_date is null
    union all
    select
        organization_id,
        'warranty_claim' as entity,
        warranty_claim_id as entity_id
    from facts.warranty_claims
    where tenant_is_live and submitted_local_date is null
    union all
    select
        organization_id,
        'service_level' as entity,
        sla_tracking_id as entity_id
    from facts.sla_tracking
    where tenant_is_live and resolution_due_at is not null and resolution_due_local_date is null
    union all
    select
        organization_id,
        'job_time_entry' as entity,
        job_time_entry_id as entity_id
    from facts.job_time_entries
    where tenant_is_live and category = 'work' and start_local_date is null
)

select
    organization_id,
    entity,
    entity_id
from counted
