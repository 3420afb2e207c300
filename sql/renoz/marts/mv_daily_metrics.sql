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
        coalesce(payments_by_day.cash_received, 0) as cash_received
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
    :release as release
from final
