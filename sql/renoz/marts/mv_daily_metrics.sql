with
orders_by_day as (
    select
        organization_id,
        order_date as day,
        count(*) as orders_count,
        sum(total) as orders_total,
        sum(tax_amount) as tax_total,
        count(*) filter (where status not in ('draft', 'cancelled')) as booked_orders,
        sum(total) filter (where status not in ('draft', 'cancelled')) as booked_revenue,
        sum(total - tax_amount) filter (where status not in ('draft', 'cancelled'))
            as booked_revenue_ex_tax
    from facts.orders
    where tenant_is_live and not is_deleted and order_date is not null
    group by organization_id, order_date
),

opportunities_by_day as (
    select
        organization_id,
        created_local_date as day,
        count(*) as opportunities_count,
        sum(value) as opportunities_value,
        sum(weighted_value) as opportunities_weighted
    from facts.opportunities
    where tenant_is_live and not is_deleted and created_local_date is not null
    group by organization_id, created_local_date
),

issues_by_day as (
    select
        organization_id,
        created_local_date as day,
        count(*) as issues_count
    from facts.issues
    where tenant_is_live and not is_deleted and created_local_date is not null
    group by organization_id, created_local_date
),

customers_by_day as (
    select
        organization_id,
        created_local_date as day,
        count(*) as customers_count
    from facts.customers
    where tenant_is_live and not is_deleted and created_local_date is not null
    group by organization_id, created_local_date
),

payments_by_day as (
    select
        organization_id,
        payment_date as day,
        sum(case when is_refund then -amount else amount end) as cash_received
    from facts.payments
    where tenant_is_live and not is_deleted and payment_date is not null
    group by organization_id, payment_date
),

quoted as (
    select distinct
        organization_id,
        opportunity_id
    from facts.quote_versions
    where tenant_is_live
),

closed_by_day as (
    select
        opportunities.organization_id,
        opportunities.actual_close_date as day,
        count(*) filter (where opportunities.stage = 'won') as won_opportunities,
        count(*) filter (where opportunities.stage = 'lost') as lost_opportunities,
        sum(opportunities.value) filter (where opportunities.stage = 'won') as won_value,
        sum(opportunities.value) filter (where opportunities.stage = 'lost') as lost_value,
        count(quoted.opportunity_id) filter (where opportunities.stage = 'won') as quoted_won,
        count(quoted.opportunity_id) filter (where opportunities.stage = 'lost') as quoted_lost
    from facts.opportunities as opportunities
    left join quoted
        on quoted.organization_id = opportunities.organization_id
        and quoted.opportunity_id = opportunities.opportunity_id
    where opportunities.tenant_is_live and not opportunities.is_deleted
        and opportunities.stage in ('won', 'lost')
        and opportunities.actual_close_date is not null
    group by opportunities.organization_id, opportunities.actual_close_date
),

sla_clocks as (
    select
        organization_id,
        resolution_due_local_date as day,
        resolved_at,
        resolution_breached
            or status = 'breached'
            or (
                resolved_at is null
                and not is_paused
                and resolution_due_at < :as_of_instant
            ) as is_breached
    from facts.sla_tracking
    where tenant_is_live and resolution_due_local_date is not null
),

sla_by_day as (
    select
        organization_id,
        day,
        count(*) as sla_due,
        count(*) filter (where is_breached) as sla_breached,
        count(*) filter (where not is_breached and resolved_at is not null) as sla_met
    from sla_clocks
    group by organization_id, day
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
),

final as (
    select
        days.organization_id,
        days.day,
        coalesce(orders_by_day.orders_count, 0) as orders_count,
        coalesce(orders_by_day.orders_total, 0) as orders_total,
        coalesce(orders_by_day.tax_total, 0) as tax_total,
        coalesce(opportunities_by_day.opportunities_count, 0) as opportunities_count,
        coalesce(opportunities_by_day.opportunities_value, 0) as opportunities_value,
        coalesce(opportunities_by_day.opportunities_weighted, 0) as opportunities_weighted,
        coalesce(issues_by_day.issues_count, 0) as issues_count,
        coalesce(customers_by_day.customers_count, 0) as customers_count,
        coalesce(orders_by_day.booked_orders, 0) as booked_orders,
        coalesce(orders_by_day.booked_revenue, 0) as booked_revenue,
        coalesce(orders_by_day.booked_revenue_ex_tax, 0) as booked_revenue_ex_tax,
        coalesce(payments_by_day.cash_received, 0) as cash_received,
        coalesce(closed_by_day.won_opportunities, 0) as won_opportunities,
        coalesce(closed_by_day.lost_opportunities, 0) as lost_opportunities,
        coalesce(closed_by_day.won_value, 0) as won_value,
        coalesce(closed_by_day.lost_value, 0) as lost_value,
        coalesce(closed_by_day.quoted_won, 0) as quoted_won,
        coalesce(closed_by_day.quoted_lost, 0) as quoted_lost,
        coalesce(sla_by_day.sla_due, 0) as sla_due,
        coalesce(sla_by_day.sla_met, 0) as sla_met,
        coalesce(sla_by_day.sla_breached, 0) as sla_breached
    from days
    left join orders_by_day
        on orders_by_day.organization_id = days.organization_id
        and orders_by_day.day = days.day
    left join opportunities_by_day
        on opportunities_by_day.organization_id = days.organization_id
        and opportunities_by_day.day = days.day
    left join issues_by_day
        on issues_by_day.organization_id = days.organization_id
        and issues_by_day.day = days.day
    left join customers_by_day
        on customers_by_day.organization_id = days.organization_id
        and customers_by_day.day = days.day
    left join payments_by_day
        on payments_by_day.organization_id = days.organization_id
        and payments_by_day.day = days.day
    left join closed_by_day
        on closed_by_day.organization_id = days.organization_id
        and closed_by_day.day = days.day
    left join sla_by_day
        on sla_by_day.organization_id = days.organization_id
        and sla_by_day.day = days.day
)

select
    organization_id,
    day,
    orders_count,
    orders_total,
    tax_total,
    opportunities_count,
    opportunities_value,
    opportunities_weighted,
    issues_count,
    customers_count,
    booked_orders,
    booked_revenue,
    booked_revenue_ex_tax,
    cash_received,
    ratio(booked_revenue, booked_orders, 2) as average_order_value,
    won_opportunities,
    lost_opportunities,
    won_value,
    lost_value,
    ratio(won_opportunities, won_opportunities + lost_opportunities, 4) as win_rate,
    quoted_won,
    quoted_lost,
    ratio(quoted_won, quoted_won + quoted_lost, 4) as quote_win_rate,
    sla_due,
    sla_met,
    sla_breached,
    ratio(sla_met, sla_met + sla_breached, 4) as sla_compliance,
    :release as release
from final
