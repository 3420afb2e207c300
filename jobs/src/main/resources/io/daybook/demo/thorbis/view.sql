-- Without samples the joins below would be loops.
analyze hs.customers, hs.work_orders, auto.repair_orders, auto.vehicles, rest.orders, ret.sales_orders;

-- The application's own view of a customer, with all its habits: joins on the customer alone, no status, rows
-- as of today. Today is the first day after the history, so that the same day makes the same stages.
create materialized view reporting_mgmt.customer_360_view as
with
work as (
    select customer_id, count(*) as orders, sum(total_amount) as revenue, max(created_at) as last_at
    from hs.work_orders
    where deleted_at is null
    group by customer_id
),

repair as (
    select
        repair_orders.customer_id,
        count(distinct repair_orders.id) as orders,
        count(distinct vehicles.id) as vehicles,
        sum(repair_orders.total_amount) as revenue,
        max(repair_orders.created_at) as last_at
    from auto.repair_orders
    left join auto.vehicles on vehicles.id = repair_orders.vehicle_id
    where repair_orders.deleted_at is null
    group by repair_orders.customer_id
),

meal as (
    select customer_id, count(*) as orders, sum(total_amount) as revenue, max(created_at) as last_at
    from rest.orders
    where customer_id is not null
    group by customer_id
),

sale as (
    select customer_id, count(*) as orders, sum(total_amount) as revenue, max(created_at) as last_at
    from ret.sales_orders
    where customer_id is not null
    group by customer_id
),

joined as (
    select
        customers.id,
        customers.business_id,
        customers.customer_number,
        customers.first_name || ' ' || coalesce(customers.last_name, '') as customer_name,
        customers.email_primary,
        customers.phone_primary,
        customers.total_revenue,
        customers.created_at as customer_since,
        coalesce(work.orders, 0) as total_work_orders,
        coalesce(work.revenue, 0.00) as hs_revenue,
        work.last_at as last_hs_service,
        coalesce(repair.orders, 0) as total_repair_orders,
        coalesce(repair.vehicles, 0) as total_vehicles,
        coalesce(repair.revenue, 0.00) as auto_revenue,
        repair.last_at as last_auto_service,
        coalesce(meal.orders, 0) as total_restaurant_orders,
        coalesce(meal.revenue, 0.00) as restaurant_revenue,
        meal.last_at as last_restaurant_order,
        coalesce(sale.orders, 0) as total_retail_orders,
        coalesce(sale.revenue, 0.00) as retail_revenue,
        sale.last_at as last_retail_order,
        greatest(work.last_at, repair.last_at, meal.last_at, sale.last_at, timestamptz '1900-01-01 00:00+00') as last_at
    from hs.customers
    left join work on work.customer_id = customers.id
    left join repair on repair.customer_id = customers.id
    left join meal on meal.customer_id = customers.id
    left join sale on sale.customer_id = customers.id
    where customers.deleted_at is null
)

select
    id,
    business_id,
    customer_number,
    customer_name,
    email_primary,
    phone_primary,
    total_revenue,
    customer_since,
    total_work_orders,
    hs_revenue,
    last_hs_service,
    total_repair_orders,
    total_vehicles,
    auto_revenue,
    last_auto_service,
    total_restaurant_orders,
    restaurant_revenue,
    last_restaurant_order,
    total_retail_orders,
    retail_revenue,
    last_retail_order,
    hs_revenue + auto_revenue + restaurant_revenue + retail_revenue as total_cross_industry_revenue,
    case
        when last_at > timestamptz ':today 00:00+00' - interval '90 days' then 'active'
        when last_at > timestamptz ':today 00:00+00' - interval '365 days' then 'dormant'
        else 'inactive'
    end as customer_lifecycle_stage
from joined;

create unique index on reporting_mgmt.customer_360_view (id);
