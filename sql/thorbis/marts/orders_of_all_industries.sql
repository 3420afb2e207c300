with
orders as (
    select
        business_id,
        'hs' as industry,
        work_order_id as order_id,
        work_order_number as order_number,
        customer_id,
        customer_is_deleted,
        lower(trim(status)) as status,
        1 as sign,
        total_amount,
        coalesce(tax_amount, 0) as deductions,
        coalesce(completed_at, created_at) as occurred_at,
        coalesce(completed_local_date, created_local_date) as occurred_local_date,
        is_deleted
    from facts.hs_work_orders
    where tenant_is_live
    union all
    select
        business_id,
        'auto' as industry,
        repair_order_id as order_id,
        ro_number as order_number,
        customer_id,
        customer_is_deleted,
        lower(trim(status)) as status,
        1 as sign,
        total_amount,
        coalesce(tax_amount, 0) as deductions,
        coalesce(completed_at, actual_completion_time, created_at) as occurred_at,
        coalesce(completed_local_date, actual_completion_local_date, created_local_date)
            as occurred_local_date,
        is_deleted
    from facts.auto_repair_orders
    where tenant_is_live
    union all
    select
        business_id,
        'rest' as industry,
        order_id,
        order_number,
        customer_id,
        customer_is_deleted,
        lower(trim(status)) as status,
        1 as sign,
        total_amount,
        coalesce(tax_amount, 0) + coalesce(tip_amount, 0) as deductions,
        coalesce(ordered_at, created_at) as occurred_at,
        coalesce(ordered_local_date, created_local_date) as occurred_local_date,
        false as is_deleted
    from facts.rest_orders
    where tenant_is_live
    union all
    select
        sales.business_id,
        'ret' as industry,
        sales.sales_order_id as order_id,
        sales.order_number,
        sales.customer_id,
        sales.customer_is_deleted,
        lower(trim(sales.order_status)) as status,
        case types.state
            when 'takes_back' then -1
            when 'offers' then 0
            else 1
        end as sign,
        sales.total_amount,
        coalesce(sales.tax_amount, 0)
            + coalesce(sales.shipping_amount, 0)
            + coalesce(sales.handling_fee, 0) as deductions,
        case when sales.order_date is null then sales.created_at end as occurred_at,
        coalesce(sales.order_date, sales.created_local_date) as occurred_local_date,
        false as is_deleted
    from facts.ret_sales_orders as sales
    left join facts.status_map as types
        on types.column_name = 'ret.sales_orders.order_type'
        and types.word = lower(trim(sales.order_type))
    where sales.tenant_is_live
),

-- Each with its zone before offsets are looked up: else DuckDB may look for all offsets of all zones.
order_days as (
    select
        orders.business_id,
        orders.occurred_local_date as day,
        min(tenants.zone) as zone
    from orders
    inner join facts.tenants as tenants
        on tenants.business_id = orders.business_id
    where orders.occurred_local_date is not null
    group by orders.business_id, orders.occurred_local_date
),

-- A day begins at the first instant at which the business's clocks show it.
day_starts as (
    select
        order_days.business_id,
        order_days.day,
        min(
            greatest(
                zone_offsets.from_utc,
                instant_at(cast(order_days.day as timestamp), zone_offsets.offset_seconds)
            )
        ) as starts_at
    from order_days
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = order_days.zone
        and instant_at(cast(order_days.day as timestamp), zone_offsets.offset_seconds)
            < zone_offsets.to_utc
        and zone_offsets.from_utc < cast(order_days.day + 2 as timestamp)
    group by order_days.business_id, order_days.day
),

-- A sale has a date alone, and happened when that day began.
dated_orders as (
    select
        orders.business_id,
        orders.industry,
        orders.order_id,
        orders.order_number,
        orders.customer_id,
        orders.customer_is_deleted,
        orders.status,
        orders.sign,
        orders.total_amount,
        orders.deductions,
        coalesce(orders.occurred_at, day_starts.starts_at) as occurred_at,
        orders.occurred_local_date,
        case
            when coalesce(orders.occurred_at, day_starts.starts_at) > day_starts.starts_at
                then orders.occurred_local_date
            else orders.occurred_local_date - 1
        end as after_start_of,
        orders.is_deleted
    from orders
    left join day_starts
        on day_starts.business_id = orders.business_id
        and day_starts.day = orders.occurred_local_date
),

final as (
    select
        dated_orders.business_id,
        dated_orders.industry,
        dated_orders.order_id,
        dated_orders.order_number,
        case
            when dated_orders.customer_id is null then 'anonymous'
            when dated_orders.customer_is_deleted is null then 'unknown'
            when dated_orders.customer_is_deleted then 'deleted'
            else 'known'
        end as customer_member,
        case when dated_orders.customer_is_deleted is not null then dated_orders.customer_id end
            as customer_id,
        dated_orders.occurred_at,
        dated_orders.occurred_local_date,
        dated_orders.after_start_of,
        dated_orders.status,
        states.state,
        states.is_known as is_status_known,
        dated_orders.sign,
        dated_orders.total_amount,
        dated_orders.sign * abs(dated_orders.total_amount) as gross_amount,
        -- in a total below zero tax and tip are part of what comes back, whichever sign they have
        dated_orders.sign * (
            abs(dated_orders.total_amount)
            - case
                when dated_orders.total_amount < 0 then abs(dated_orders.deductions)
                else dated_orders.deductions
            end
        ) as net_amount,
        dated_orders.is_deleted
    from dated_orders
    inner join marts.order_states as states
        on states.business_id = dated_orders.business_id
        and states.industry = dated_orders.industry
        and states.status = coalesce(dated_orders.status, '')
)

select
    business_id,
    industry,
    order_id,
    order_number,
    customer_member,
    customer_id,
    occurred_at,
    occurred_local_date,
    after_start_of,
    status,
    state,
    sign,
    total_amount,
    gross_amount,
    net_amount,
    state <> 'void' and sign <> 0 as is_booked,
    state = 'earned' and sign <> 0 as is_earned,
    is_status_known,
    is_deleted,
    :release as release
from final
