-- mv_daily_metrics by its contract, over the source's tables.
--
-- Where the contract leaves room, this is how it is read:
-- * Live is "deleted_at is null" at the snapshot. Tenants that are deleted are in no mart, whatever
--   the state of their rows.
-- * A row's tenant is its own organization_id, also of a payment whose order is another tenant's.
-- * "Deleted order_payments do not count as cash" speaks of the payment alone: money that was
--   received stays received when the order it was for is deleted later. In the same way an order
--   stays when its customer is deleted, and a draft or cancelled order's payment is cash.
-- * A row exists where there is at least one live order, opportunity, issue, customer, payment, closed
--   opportunity or service level due: a day whose payments and refunds cancel out is a row with cash 0,
--   a day with nothing but deleted rows is no row.
-- * order_date, payment_date and actual_close_date are business dates already; created_at and
--   resolution_due_at need a zone.
-- * A quote is a version of a quote for the opportunity, of the same tenant.
-- * A service level is breached when the application says so, or when it was due before the snapshot,
--   is not resolved and its clock is not paused.
with

orders_by_day as (
    select
        orders.organization_id,
        orders.order_date as day,
        count(*) as orders_count,
        sum(orders.total) as orders_total,
        sum(orders.tax_amount) as tax_total,
        count(*) filter (where orders.status not in ('draft', 'cancelled')) as booked_orders,
        sum(orders.total) filter (where orders.status not in ('draft', 'cancelled'))
            as booked_revenue,
        sum(orders.total - orders.tax_amount)
            filter (where orders.status not in ('draft', 'cancelled')) as booked_revenue_ex_tax
    from orders
    where orders.deleted_at is null
    group by orders.organization_id, orders.order_date
),

opportunities_by_day as (
    select
        opportunities.organization_id,
        oracle.local_date(opportunities.created_at, live_tenants.zone) as day,
        count(*) as opportunities_count,
        sum(opportunities.value) as opportunities_value,
        sum(coalesce(opportunities.weighted_value, 0)) as opportunities_weighted
    from opportunities
    inner join oracle.live_tenants on live_tenants.id = opportunities.organization_id
    where opportunities.deleted_at is null
    group by opportunities.organization_id, 2
),

issues_by_day as (
    select
        issues.organization_id,
        oracle.local_date(issues.created_at, live_tenants.zone) as day,
        count(*) as issues_count
    from issues
    inner join oracle.live_tenants on live_tenants.id = issues.organization_id
    where issues.deleted_at is null
    group by issues.organization_id, 2
),

customers_by_day as (
    select
        customers.organization_id,
        oracle.local_date(customers.created_at, live_tenants.zone) as day,
        count(*) as customers_count
    from customers
    inner join oracle.live_tenants on live_tenants.id = customers.organization_id
    where customers.deleted_at is null
    group by customers.organization_id, 2
),

payments_by_day as (
    select
        order_payments.organization_id,
        order_payments.payment_date as day,
        sum(case when order_payments.is_refund then -order_payments.amount
            else order_payments.amount end) as cash_received
    from order_payments
    where order_payments.deleted_at is null
    group by order_payments.organization_id, order_payments.payment_date
),

closed_by_day as (
    select
        opportunities.organization_id,
        opportunities.actual_close_date as day,
        sum(case stage when 'won' then 1 else 0 end) as won,
        sum(case stage when 'lost' then 1 else 0 end) as lost,
        sum(case stage when 'won' then value else 0 end) as won_value,
        sum(case stage when 'lost' then value else 0 end) as lost_value,
        sum(case when stage = 'won' and has_quote then 1 else 0 end) as quoted_won,
        sum(case when stage = 'lost' and has_quote then 1 else 0 end) as quoted_lost
    from opportunities
    cross join lateral (
        select (opportunities.organization_id, opportunities.id) in (
            select organization_id, opportunity_id from quote_versions
        ) as has_quote
    ) as quotes
    where opportunities.deleted_at is null
        and opportunities.stage in ('won', 'lost')
        and opportunities.actual_close_date is not null
    group by 1, 2
),

sla_by_day as (
    select
        sla_tracking.organization_id,
        oracle.local_date(sla_tracking.resolution_due_at, live_tenants.zone) as day,
        count(*) as due,
        count(*) filter (where breach.is_one) as breached,
        count(*) filter (where not breach.is_one and sla_tracking.resolved_at is not null) as met
    from sla_tracking
    inner join oracle.live_tenants on live_tenants.id = sla_tracking.organization_id
    cross join lateral (
        select
            sla_tracking.resolution_breached
            or sla_tracking.status = 'breached'
            or (sla_tracking.resolved_at is null and not sla_tracking.is_paused
                and sla_tracking.resolution_due_at < :as_of_instant) as is_one
    ) as breach
    where sla_tracking.resolution_due_at is not null
    group by 1, 2
),

days as (
    select organization_id, day from orders_by_day
    union
    select organization_id, day from opportunities_by_day
    union
    select organization_id, day from issues_by_day
    union
    select organization_id, day from customers_by_day
    union
    select organization_id, day from payments_by_day
    union
    select organization_id, day from closed_by_day
    union
    select organization_id, day from sla_by_day
)

select
    cast(days.organization_id as text) as organization_id,
    days.day,
    cast(coalesce(orders_by_day.orders_count, 0) as integer) as orders_count,
    cast(coalesce(orders_by_day.orders_total, 0) as numeric(14, 2)) as orders_total,
    cast(coalesce(orders_by_day.tax_total, 0) as numeric(14, 2)) as tax_total,
    cast(coalesce(opportunities_by_day.opportunities_count, 0) as integer)
        as opportunities_count,
    cast(coalesce(opportunities_by_day.opportunities_value, 0) as numeric(14, 2))
        as opportunities_value,
    cast(coalesce(opportunities_by_day.opportunities_weighted, 0) as numeric(14, 2))
        as opportunities_weighted,
    cast(coalesce(issues_by_day.issues_count, 0) as integer) as issues_count,
    cast(coalesce(customers_by_day.customers_count, 0) as integer) as customers_count,
    cast(coalesce(orders_by_day.booked_orders, 0) as integer) as booked_orders,
    cast(coalesce(orders_by_day.booked_revenue, 0) as numeric(14, 2)) as booked_revenue,
    cast(coalesce(orders_by_day.booked_revenue_ex_tax, 0) as numeric(14, 2))
        as booked_revenue_ex_tax,
    cast(coalesce(payments_by_day.cash_received, 0) as numeric(14, 2)) as cash_received,
    cast(round(orders_by_day.booked_revenue / nullif(orders_by_day.booked_orders, 0), 2)
        as numeric(14, 2)) as average_order_value,
    cast(coalesce(closed_by_day.won, 0) as integer) as won_opportunities,
    cast(coalesce(closed_by_day.lost, 0) as integer) as lost_opportunities,
    cast(coalesce(closed_by_day.won_value, 0) as numeric(14, 2)) as won_value,
    cast(coalesce(closed_by_day.lost_value, 0) as numeric(14, 2)) as lost_value,
    cast(round(cast(closed_by_day.won as numeric)
        / nullif(closed_by_day.won + closed_by_day.lost, 0), 4) as numeric(7, 4)) as win_rate,
    cast(coalesce(closed_by_day.quoted_won, 0) as integer) as quoted_won,
    cast(coalesce(closed_by_day.quoted_lost, 0) as integer) as quoted_lost,
    cast(round(cast(closed_by_day.quoted_won as numeric)
        / nullif(closed_by_day.quoted_won + closed_by_day.quoted_lost, 0), 4)
        as numeric(7, 4)) as quote_win_rate,
    cast(coalesce(sla_by_day.due, 0) as integer) as sla_due,
    cast(coalesce(sla_by_day.met, 0) as integer) as sla_met,
    cast(coalesce(sla_by_day.breached, 0) as integer) as sla_breached,
    cast(round(cast(sla_by_day.met as numeric) / nullif(sla_by_day.met + sla_by_day.breached, 0), 4)
        as numeric(7, 4)) as sla_compliance
from days
inner join oracle.live_tenants on live_tenants.id = days.organization_id
left join orders_by_day using (organization_id, day)
left join opportunities_by_day using (organization_id, day)
left join issues_by_day using (organization_id, day)
left join customers_by_day using (organization_id, day)
left join payments_by_day using (organization_id, day)
left join closed_by_day using (organization_id, day)
left join sla_by_day using (organization_id, day)
order by days.organization_id, days.day nulls first
