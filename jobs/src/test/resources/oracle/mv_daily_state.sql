-- mv_daily_state by its description, over the source's tables: what stood when the tenant's last day that is
-- over ended. What was created on a later day had not come yet, what was deleted on a later day was there.
-- Orders of several currencies are not added up: purchase orders have no amount.
with

closed_days as (
    select
        live_tenants.id as organization_id,
        live_tenants.zone,
        oracle.local_date(:as_of_instant, live_tenants.zone) - 1 as day
    from oracle.live_tenants
    inner join organizations on organizations.id = live_tenants.id
    where oracle.local_date(organizations.created_at, live_tenants.zone)
        < oracle.local_date(:as_of_instant, live_tenants.zone)
),

entities (organization_id, entity, status, amount, created_at, deleted_at) as (
    select organization_id, 'order', cast(status as text), total, created_at, deleted_at from orders
    union all
    select organization_id, 'order_balance', cast(payment_status as text), balance_due, created_at, deleted_at
    from orders
    where status <> all ('{draft,cancelled}')
    union all
    select organization_id, 'opportunity', cast(stage as text), value, created_at, deleted_at
    from opportunities
    union all
    select organization_id, 'customer', cast(status as text), null, created_at, deleted_at from customers
    union all
    select organization_id, 'job_assignment', cast(status as text), null, created_at, null
    from job_assignments
    union all
    select organization_id, 'project', cast(status as text), estimated_total_value, created_at, deleted_at
    from projects
    union all
    select organization_id, 'issue', cast(status as text), null, created_at, deleted_at from issues
    union all
    select organization_id, 'service_level', cast(status as text), null, created_at, null from sla_tracking
    union all
    select organization_id, 'warranty_claim', cast(status as text), cost, created_at, null
    from warranty_claims
    union all
    select organization_id, 'warranty', cast(status as text), null, created_at, deleted_at from warranties
    union all
    select organization_id, 'return', cast(status as text), null, created_at, null
    from return_authorizations
    union all
    select organization_id, 'purchase_order', cast(status as text), null, created_at, deleted_at
    from purchase_orders
    union all
    select organization_id, 'instalment', cast(status as text), amount, created_at, deleted_at
    from payment_schedules
    union all
    select organization_id, 'credit_note', cast(status as text), amount, created_at, deleted_at
    from credit_notes
    union all
    select organization_id, 'deferred_revenue', cast(status as text), remaining_amount, created_at, deleted_at
    from deferred_revenue
    union all
    select organization_id, 'revenue_recognition', cast(state as text), recognized_amount, created_at,
        deleted_at
    from revenue_recognition
    union all
    select organization_id, 'stock', cast(status as text), total_value, created_at, null from inventory
)

select
    cast(organization_id as text) as organization_id,
    day,
    'organization' as entity,
    'live' as status,
    cast(1 as bigint) as items,
    cast(null as numeric(18, 2)) as amount
from closed_days
union all
select
    cast(closed_days.organization_id as text),
    closed_days.day,
    entities.entity,
    coalesce(entities.status, '(none)'),
    count(*),
    cast(sum(entities.amount) as numeric(18, 2))
from closed_days
inner join entities on entities.organization_id = closed_days.organization_id
where oracle.local_date(entities.created_at, closed_days.zone) <= closed_days.day
    and (
        entities.deleted_at is null
        or oracle.local_date(entities.deleted_at, closed_days.zone) > closed_days.day
    )
group by 1, 2, 3, 4
