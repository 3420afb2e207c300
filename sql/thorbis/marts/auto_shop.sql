with
orders as (
    select
        repairs.business_id,
        lower(trim(repairs.service_type)) as service_type,
        cast(
            date_trunc(
                'month',
                coalesce(
                    repairs.completed_local_date,
                    repairs.actual_completion_local_date,
                    repairs.created_local_date
                )
            ) as date
        ) as month,
        coalesce(repairs.total_amount, 0) as total_amount,
        coalesce(repairs.labor_amount, 0) as labor_amount,
        coalesce(repairs.labor_hours, 0) as labor_hours,
        coalesce(repairs.parts_total, 0) as parts_amount,
        coalesce(repairs.diagnostic_fee, 0) as diagnostic_amount,
        coalesce(repairs.comeback_job, false) as is_comeback,
        repairs.completed_local_date,
        repairs.promised_date,
        repairs.estimate_amount,
        repairs.customer_authorized_amount,
        coalesce(repairs.sublet_amount, 0) as sublet_amount
    from facts.auto_repair_orders as repairs
    inner join marts.order_states as states
        on states.business_id = repairs.business_id
        and states.industry = 'auto'
        and states.status = coalesce(lower(trim(repairs.status)), '')
    where repairs.tenant_is_live
        and not repairs.is_deleted
        and states.state = 'earned'
        and coalesce(
            repairs.completed_local_date,
            repairs.actual_completion_local_date,
            repairs.created_local_date
        ) is not null
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
