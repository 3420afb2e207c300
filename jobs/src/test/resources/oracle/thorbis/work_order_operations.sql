-- T7: by technician, kind of service and week; created by creation, all else by completion or creation.
with
orders as (
    select
        work_orders.*,
        coalesce(cast(assigned_technician_id as text), '(none)') as technician,
        lower(trim(service_category)) as category,
        lower(trim(status)) as word,
        date_trunc('week', work_orders.created_at at time zone zone) as created_week,
        date_trunc('week', coalesce(completed_at, work_orders.created_at) at time zone zone) as ended_week,
        date_trunc('second', (actual_start_time at time zone zone))
            <= cast(scheduled_date as timestamp) + scheduled_time_end as on_time,
        trunc(extract(epoch from coalesce(actual_end_time - actual_start_time, actual_duration))) as seconds,
        coalesce(work_orders.total_amount - coalesce(work_orders.tax_amount, 0), 0) as net,
        coalesce(labor_cost, 0) + coalesce(material_cost, 0) + coalesce(equipment_cost, 0)
            + coalesce(subcontractor_cost, 0) as cost
    from hs.work_orders as work_orders
    inner join tenant_mgmt.businesses as businesses on businesses.id = business_id
    cross join lateral (
        select case when default_timezone like '%/%' then default_timezone else 'UTC' end as zone
    ) as zones
    where businesses.deleted_at is null and work_orders.deleted_at is null
),

moments as (
    select business_id, technician, category, created_week as week, orders.id, true as is_creation from orders
    union all
    select business_id, technician, category, ended_week, orders.id, false from orders
),

cells as (
    select
        moments.business_id,
        moments.technician,
        moments.category,
        moments.week,
        count(*) filter (where is_creation) as created,
        count(*) filter (where not is_creation and word = 'completed') as completed,
        count(*) filter (where not is_creation and word = 'cancelled') as cancelled,
        count(*) filter (
            where not is_creation
                and coalesce(word, '') not in (
                    'created', 'scheduled', 'dispatched', 'en_route', 'on_site', 'in_progress', 'on_hold',
                    'completed', 'cancelled'
                )
        ) as other,
        count(on_time) filter (where not is_creation and word = 'completed') as planned,
        count(*) filter (where not is_creation and word = 'completed' and on_time) as punctual,
        count(seconds) filter (where not is_creation and word = 'completed') as measured,
        coalesce(sum(seconds) filter (where not is_creation and word = 'completed'), 0) as seconds,
        count(*) filter (where not is_creation and word = 'completed' and first_call_resolution) as first_call,
        count(*) filter (where not is_creation and word = 'completed' and callback_required) as callback,
        coalesce(sum(net) filter (where not is_creation and word = 'completed'), 0) as net,
        coalesce(sum(cost) filter (where not is_creation and word = 'completed'), 0) as cost,
        count(*) filter (
            where not is_creation and word = 'completed' and profit_margin is not null and net <> 0
        ) as compared,
        count(*) filter (
            where not is_creation and word = 'completed' and net <> 0
                and profit_margin <> round((net - cost) * 100 / nullif(net, 0), 2)
        ) as differing
    from moments
    inner join orders using (id)
    group by moments.business_id, moments.technician, moments.category, moments.week
)

select
    cast(business_id as text),
    technician,
    category,
    cast(week as date),
    cast(created as integer),
    cast(completed as integer),
    cast(cancelled as integer),
    cast(other as integer),
    cast(completed / nullif(cast(completed + cancelled as numeric), 0) as numeric(18, 4)),
    cast(planned as integer),
    cast(punctual as integer),
    cast(punctual / nullif(cast(planned as numeric), 0) as numeric(18, 4)),
    cast(measured as integer),
    cast(seconds as bigint),
    cast(seconds / 60 / nullif(measured, 0) as numeric(18, 2)),
    cast(first_call as integer),
    cast(first_call / nullif(cast(completed as numeric), 0) as numeric(18, 4)),
    cast(callback as integer),
    cast(callback / nullif(cast(completed as numeric), 0) as numeric(18, 4)),
    cast(net as numeric(18, 2)),
    cast(cost as numeric(18, 2)),
    cast(net - cost as numeric(18, 2)),
    cast((net - cost) / nullif(net, 0) as numeric(18, 4)),
    cast(compared as integer),
    cast(differing as integer)
from cells
