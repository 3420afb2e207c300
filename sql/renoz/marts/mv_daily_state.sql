with
closed_days as (
    select
        tenants.organization_id,
        local_date(:as_of_instant, zone_offsets.offset_seconds) - 1 as day
    from facts.tenants as tenants
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = tenants.zone
        and :as_of_instant >= zone_offsets.from_utc
        and :as_of_instant < zone_offsets.to_utc
    where tenants.is_live
),

states as (
    select
        organization_id,
        'organization' as entity,
        'live' as status,
        count(*) as items,
        cast(null as decimal(18, 2)) as amount
    from facts.tenants
    where is_live
    group by organization_id
    union all
    select
        organization_id,
        'order' as entity,
        status,
        count(*) as items,
        sum(total) as amount
    from facts.orders
    where tenant_is_live and not is_deleted
    group by organization_id, status
    union all
    select
        organization_id,
        'order_balance' as entity,
        payment_status as status,
        count(*) as items,
        sum(balance_due) as amount
    from facts.orders
    where tenant_is_live and not is_deleted and status not in ('draft', 'cancelled')
    group by organization_id, payment_status
    union all
    select
        organization_id,
        'opportunity' as entity,
        stage as status,
        count(*) as items,
        sum(value) as amount
    from facts.opportunities
    where tenant_is_live and not is_deleted
    group by organization_id, stage
    union all
    select
        organization_id,
        'job_assignment' as entity,
        status,
        count(*) as items,
        cast(null as decimal(18, 2)) as amount
    from facts.job_assignments
    where tenant_is_live
    group by organization_id, status
    union all
    select
        organization_id,
        'project' as entity,
        status,
        count(*) as items,
        sum(estimated_total_value) as amount
    from facts.projects
    where tenant_is_live and not is_deleted
    group by organization_id, status
    union all
    select
        organization_id,
        'issue' as entity,
        status,
        count(*) as items,
        cast(null as decimal(18, 2)) as amount
    from facts.issues
    where tenant_is_live and not is_deleted
    group by organization_id, status
    union all
    select
        organization_id,
        'warranty_claim' as entity,
        status,
        count(*) as items,
        sum(cost) as amount
    from facts.warranty_claims
    where tenant_is_live
    group by organization_id, status
    union all
    select
        organization_id,
        'warranty' as entity,
        status,
        count(*) as items,
        cast(null as decimal(18, 2)) as amount
    from facts.warranties
    where tenant_is_live and not is_deleted
    group by organization_id, status
    union all
    select
        organization_id,
        'stock' as entity,
        status,
        count(*) as items,
        sum(total_value) as amount
    from facts.inventory
    where tenant_is_live
    group by organization_id, status
),

final as (
    select
        closed_days.organization_id,
        closed_days.day,
        states.entity,
        coalesce(states.status, '(none)') as status,
        states.items,
        states.amount
    from closed_days
    inner join states
        on states.organization_id = closed_days.organization_id
)

select
    organization_id,
    day,
    entity,
    status,
    items,
    amount,
    :as_of_instant as as_of_instant,
    :release as release
from final
