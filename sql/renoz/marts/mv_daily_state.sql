with
-- An organisation's last day that was over at the snapshot; none of the days before there was one.
closed_days as (
    select
        tenants.organization_id,
        local_date(:as_of_instant, zone_offsets.offset_seconds) - 1 as day
    from facts.tenants as tenants
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = tenants.zone
        and :as_of_instant >= zone_offsets.from_utc
        and :as_of_instant < zone_offsets.to_utc
    inner join facts.zone_offsets as created_offsets
        on created_offsets.zone = tenants.zone
        and tenants.created_at >= created_offsets.from_utc
        and tenants.created_at < created_offsets.to_utc
    where tenants.is_live
        and local_date(tenants.created_at, created_offsets.offset_seconds)
            < local_date(:as_of_instant, zone_offsets.offset_seconds)
),

entities as (
    select
        organization_id,
        'order' as entity,
        status,
        total as amount,
        created_local_date,
        is_deleted,
        deleted_local_date
    from facts.orders
    where tenant_is_live
    union all
    select
        organization_id,
        'order_balance' as entity,
        payment_status as status,
        balance_due as amount,
        created_local_date,
        is_deleted,
        deleted_local_date
    from facts.orders
    where tenant_is_live and status not in ('draft', 'cancelled')
    union all
    select
        organization_id,
        'opportunity' as entity,
        stage as status,
        value as amount,
        created_local_date,
        is_deleted,
        deleted_local_date
    from facts.opportunities
    where tenant_is_live
    union all
    select
        organization_id,
        'customer' as entity,
        status,
        cast(null as decimal(12, 2)) as amount,
        created_local_date,
        is_deleted,
        deleted_local_date
    from facts.customers
    where tenant_is_live
    union all
    select
        organization_id,
        'job_assignment' as entity,
        status,
        cast(null as decimal(12, 2)) as amount,
        created_local_date,
        false as is_deleted,
        cast(null as date) as deleted_local_date
    from facts.job_assignments
    where tenant_is_live
    union all
    select
        organization_id,
        'project' as entity,
        status,
        estimated_total_value as amount,
        created_local_date,
        is_deleted,
        deleted_local_date
    from facts.projects
    where tenant_is_live
    union all
    select
        organization_id,
        'issue' as entity,
        status,
        cast(null as decimal(12, 2)) as amount,
        created_local_date,
        is_deleted,
        deleted_local_date
    from facts.issues
    where tenant_is_live
    union all
    select
        organization_id,
        'service_level' as entity,
        status,
        cast(null as decimal(12, 2)) as amount,
        created_local_date,
        false as is_deleted,
        cast(null as date) as deleted_local_date
    from facts.sla_tracking
    where tenant_is_live
    union all
    select
        organization_id,
        'warranty_claim' as entity,
        status,
        cost as amount,
        created_local_date,
        false as is_deleted,
        cast(null as date) as deleted_local_date
    from facts.warranty_claims
    where tenant_is_live
    union all
    select
        organization_id,
        'warranty' as entity,
        status,
        cast(null as decimal(12, 2)) as amount,
        created_local_date,
        is_deleted,
        deleted_local_date
    from facts.warranties
    where tenant_is_live
    union all
    select
        organization_id,
        'return' as entity,
        status,
        cast(null as decimal(12, 2)) as amount,
        created_local_date,
        false as is_deleted,
        cast(null as date) as deleted_local_date
    from facts.return_authorizations
    where tenant_is_live
    union all
    select
        organization_id,
        'purchase_order' as entity,
        status,
        cast(null as decimal(12, 2)) as amount,
        created_local_date,
        is_deleted,
        deleted_local_date
    from facts.purchase_orders
    where tenant_is_live
    union all
    select
        organization_id,
        'instalment' as entity,
        status,
        amount,
        created_local_date,
        is_deleted,
        deleted_local_date
    from facts.payment_schedules
    where tenant_is_live
    union all
    select
        organization_id,
        'credit_note' as entity,
        status,
        amount,
        created_local_date,
        is_deleted,
        deleted_local_date
    from facts.credit_notes
    where tenant_is_live
    union all
    select
        organization_id,
        'deferred_revenue' as entity,
        status,
        remaining_amount as amount,
        created_local_date,
        is_deleted,
        deleted_local_date
    from facts.deferred_revenue
    where tenant_is_live
    union all
    select
        organization_id,
        'revenue_recognition' as entity,
        state as status,
        recognized_amount as amount,
        created_local_date,
        is_deleted,
        deleted_local_date
    from facts.revenue_recognition
    where tenant_is_live
    union all
    select
        organization_id,
        'stock' as entity,
        status,
        total_value as amount,
        created_local_date,
        false as is_deleted,
        cast(null as date) as deleted_local_date
    from facts.inventory
    where tenant_is_live
),

-- What was created since the day ended did not stand yet; what was deleted since still did.
states as (
    select
        closed_days.organization_id,
        closed_days.day,
        entities.entity,
        coalesce(entities.status, '(none)') as status,
        count(*) as items,
        sum(entities.amount) as amount
    from closed_days
    inner join entities
        on entities.organization_id = closed_days.organization_id
    where coalesce(entities.created_local_date <= closed_days.day, true)
        and (not entities.is_deleted or entities.deleted_local_date > closed_days.day)
    group by
        closed_days.organization_id,
        closed_days.day,
        entities.entity,
        coalesce(entities.status, '(none)')
),

-- A quiet day is a row, too.
final as (
    select
        organization_id,
        day,
        'organization' as entity,
        'live' as status,
        1 as items,
        cast(null as decimal(18, 2)) as amount
    from closed_days
    union all
    select
        organization_id,
        day,
        entity,
        status,
        items,
        amount
    from states
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
