with
orders as (
    select
        work_orders.business_id,
        coalesce(work_orders.assigned_technician_id, '(none)') as technician_id,
        lower(trim(work_orders.service_category)) as service_category,
        work_orders.created_local_date,
        coalesce(work_orders.completed_local_date, work_orders.created_local_date)
            as occurred_local_date,
        states.state,
        -- seconds from local midnight of the planned day
        seconds_between(
            cast(work_orders.scheduled_date as timestamp), work_orders.actual_start_time
        ) + zone_offsets.offset_seconds as started_after,
        cast(split_part(work_orders.scheduled_time_end, ':', 1) as integer) * 3600
            + cast(split_part(work_orders.scheduled_time_end, ':', 2) as integer) * 60
            + cast(substring(split_part(work_orders.scheduled_time_end, ':', 3), 1, 2) as integer)
            as planned_after,
        coalesce(
            seconds_between(work_orders.actual_start_time, work_orders.actual_end_time),
            -- an interval of days or months says no number of seconds
            case
                when work_orders.actual_duration like '__:__:__%'
                    then cast(substring(work_orders.actual_duration, 1, 2) as integer) * 3600
                        + cast(substring(work_orders.actual_duration, 4, 2) as integer) * 60
                        + cast(substring(work_orders.actual_duration, 7, 2) as integer)
            end
        ) as duration_seconds,
        coalesce(work_orders.first_call_resolution, false) as is_first_call,
        coalesce(work_orders.callback_required, false) as is_callback,
        coalesce(work_orders.total_amount - coalesce(work_orders.tax_amount, 0), 0) as net_amount,
        coalesce(work_orders.labor_cost, 0) + coalesce(work_orders.material_cost, 0)
            + coalesce(work_orders.equipment_cost, 0) + coalesce(work_orders.subcontractor_cost, 0)
            as cost_amount,
        work_orders.profit_margin
    from facts.hs_work_orders as work_orders
    inner join facts.tenants as tenants
        on tenants.business_id = work_orders.business_id
    left join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = tenants.zone
        and work_orders.actual_start_time >= zone_offsets.from_utc
        and work_orders.actual_start_time < zone_offsets.to_utc
    inner join marts.order_states as states
        on states.business_id = work_orders.business_id
        and states.industry = 'hs'
        and states.status = coalesce(lower(trim(work_orders.status)), '')
    where work_orders.tenant_is_live and not work_orders.is_deleted
),

created as (
    select
        business_id,
        technician_id,
        service_category,
        cast(date_trunc('week', created_local_date) as date) as week,
        count(*) as created_orders
    from orders
    where created_local_date is not null
    group by
        business_id,
        technician_id,
        service_category,
        cast(date_trunc('week', created_local_date) as date)
),

ended as (
    select
        business_id,
        technician_id,
        service_category,
        cast(date_trunc('week', occurred_local_date) as date) as week,
        count(*) filter (where state = 'earned') as completed_orders,
        count(*) filter (where state = 'void') as cancelled_orders,
        count(*) filter (where state = 'other') as other_orders,
        count(*) filter (
            where state = 'earned' and started_after is not null and planned_after is not null
        ) as planned_orders,
        count(*) filter (where state = 'earned' and started_after <= planned_after)
            as on_time_orders,
        count(duration_seconds) filter (where state = 'earned') as measured_orders,
        sum(duration_seconds) filter (where state = 'earned') as duration_seconds,
        count(*) filter (where state = 'earned' and is_first_call) as first_call_orders,
        count(*) filter (where state = 'earned' and is_callback) as callback_orders,
        sum(net_amount) filter (where state = 'earned') as net_amount,
        sum(cost_amount) filter (where state = 'earned') as cost_amount,
        count(*) filter (
            where state = 'earned' and profit_margin is not null and net_amount <> 0
        ) as compared_orders,
        count(*) filter (
            where state = 'earned' and profit_margin is not null and net_amount <> 0
                and ratio(100 * (net_amount - cost_amount), net_amount, 2) <> profit_margin
        ) as differing_orders
    from orders
    where occurred_local_date is not null
    group by
        business_id,
        technician_id,
        service_category,
        cast(date_trunc('week', occurred_local_date) as date)
),

final as (
    select
        coalesce(created.business_id, ended.business_id) as business_id,
        coalesce(created.technician_id, ended.technician_id) as technician_id,
        coalesce(created.service_category, ended.service_category) as service_category,
        coalesce(created.week, ended.week) as week,
        coalesce(created.created_orders, 0) as created_orders,
        coalesce(ended.completed_orders, 0) as completed_orders,
        coalesce(ended.cancelled_orders, 0) as cancelled_orders,
        coalesce(ended.other_orders, 0) as other_orders,
        coalesce(ended.planned_orders, 0) as planned_orders,
        coalesce(ended.on_time_orders, 0) as on_time_orders,
        coalesce(ended.measured_orders, 0) as measured_orders,
        coalesce(ended.duration_seconds, 0) as duration_seconds,
        coalesce(ended.first_call_orders, 0) as first_call_orders,
        coalesce(ended.callback_orders, 0) as callback_orders,
        coalesce(ended.net_amount, 0) as net_amount,
        coalesce(ended.cost_amount, 0) as cost_amount,
        coalesce(ended.compared_orders, 0) as compared_orders,
        coalesce(ended.differing_orders, 0) as differing_orders
    from created
    full join ended
        on ended.business_id = created.business_id
        and ended.technician_id = created.technician_id
        and ended.service_category = created.service_category
        and ended.week = created.week
)

select
    business_id,
    technician_id,
    service_category,
    week,
    created_orders,
    completed_orders,
    cancelled_orders,
    other_orders,
    ratio(completed_orders, completed_orders + cancelled_orders, 4) as completion_rate,
    planned_orders,
    on_time_orders,
    ratio(on_time_orders, planned_orders, 4) as on_time_rate,
    measured_orders,
    duration_seconds,
    ratio(duration_seconds, 60 * measured_orders, 2) as average_minutes,
    first_call_orders,
    ratio(first_call_orders, completed_orders, 4) as first_call_rate,
    callback_orders,
    ratio(callback_orders, completed_orders, 4) as callback_rate,
    net_amount,
    cost_amount,
    net_amount - cost_amount as margin_amount,
    ratio(net_amount - cost_amount, net_amount, 4) as margin_rate,
    compared_orders,
    differing_orders,
    :release as release
from final
