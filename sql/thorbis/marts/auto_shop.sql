with
orders as (
    select
        business_id,
        lower(trim(service_type)) as service_type,
        cast(
            date_trunc(
                'month',
                coalesce(
                    completed_local_date, actual_completion_local_date, created_local_date
                )
            ) as date
        ) as month,
        coalesce(total_amount, 0) as total_amount,
        coalesce(labor_amount, 0) as labor_amount,
        coalesce(labor_hours, 0) as labor_hours,
        coalesce(parts_total, 0) as parts_amount,
        coalesce(diagnostic_fee, 0) as diagnostic_amount,
        coalesce(comeback_job, false) as is_comeback,
        completed_local_date,
        promised_date,
        estimate_amount,
        customer_authorized_amount,
        coalesce(sublet_amount, 0) as sublet_amount
    from facts.auto_repair_orders
    where tenant_is_live and not is_deleted
        and lower(trim(status)) in ('completed', 'delivered')
        and coalesce(completed_local_date, actual_completion_local_date, created_local_date)
            is not null
),

final as (
    select
        business_id,
        service_type,
        month,
        count(*) as orders,
        sum(total_amount) as total_amount,
        sum(labor_amount) as labor_amount,
        sum(labor_hours) as labor_hours,
        sum(parts_amount) as parts_amount,
        count(*) filter (where diagnostic_amount > 0) as diagnosed_orders,
        sum(diagnostic_amount) as diagnostic_amount,
        count(*) filter (where is_comeback) as comeback_orders,
        count(*) filter (where promised_date is not null and completed_local_date is not null)
            as promised_orders,
        count(*) filter (where completed_local_date <= promised_date) as kept_orders,
        count(*) filter (
            where estimate_amount is not null and customer_authorized_amount is not null
        ) as estimated_orders,
        coalesce(
            sum(estimate_amount - customer_authorized_amount), 0
        ) as approval_gap_amount,
        sum(sublet_amount) as sublet_amount
    from orders
    group by business_id, service_type, month
)

select
    business_id,
    service_type,
    month,
    orders,
    total_amount,
    ratio(total_amount, orders, 2) as average_amount,
    labor_amount,
    labor_hours,
    ratio(labor_amount, labor_hours, 2) as labor_rate,
    parts_amount,
    ratio(parts_amount, labor_amount, 4) as parts_to_labor,
    diagnosed_orders,
    diagnostic_amount,
    ratio(diagnosed_orders, orders, 4) as diagnosed_rate,
    comeback_orders,
    ratio(comeback_orders, orders, 4) as comeback_rate,
    promised_orders,
    kept_orders,
    ratio(kept_orders, promised_orders, 4) as kept_rate,
    estimated_orders,
    approval_gap_amount,
    sublet_amount,
    ratio(sublet_amount, total_amount, 4) as sublet_share,
    :release as release
from final
