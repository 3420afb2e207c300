-- T9: earned repair orders by month and kind of service.
with
live as (
    select id as business_id, case when default_timezone like '%/%' then default_timezone else 'UTC' end as zone
    from tenant_mgmt.businesses
    where deleted_at is null
),

earned as (
    select
        repair_orders.*,
        zone,
        cast(
            date_trunc('month', coalesce(completed_at, actual_completion_time, created_at) at time zone zone) as date
        ) as month
    from auto.repair_orders as repair_orders
    inner join live using (business_id)
    where deleted_at is null and lower(trim(status)) in ('completed', 'delivered')
),

summed as (
    select
        business_id,
        lower(trim(service_type)) as kind,
        month,
        count(*) as n,
        coalesce(sum(total_amount), 0) as total,
        coalesce(sum(labor_amount), 0) as labor,
        coalesce(sum(labor_hours), 0) as hours,
        coalesce(sum(parts_total), 0) as parts,
        count(*) filter (where diagnostic_fee > 0) as diagnosed,
        coalesce(sum(diagnostic_fee), 0) as fees,
        count(*) filter (where comeback_job) as comebacks,
        count(cast(completed_at at time zone zone as date) - promised_date) as promised,
        count(*) filter (where cast(completed_at at time zone zone as date) <= promised_date) as kept,
        count(estimate_amount - customer_authorized_amount) as estimated,
        coalesce(sum(estimate_amount - customer_authorized_amount), 0) as gap,
        coalesce(sum(sublet_amount), 0) as sublet
    from earned
    group by business_id, lower(trim(service_type)), month
)

select
    cast(business_id as text),
    kind,
    month,
    cast(n as integer),
    cast(total as numeric(18, 2)),
    cast(total / n as numeric(18, 2)),
    cast(labor as numeric(18, 2)),
    cast(hours as numeric(18, 2)),
    cast(labor / nullif(hours, 0) as numeric(18, 2)),
    cast(parts as numeric(18, 2)),
    cast(parts / nullif(labor, 0) as numeric(18, 4)),
    cast(diagnosed as integer),
    cast(fees as numeric(18, 2)),
    cast(diagnosed / cast(n as numeric) as numeric(18, 4)),
    cast(comebacks as integer),
    cast(comebacks / cast(n as numeric) as numeric(18, 4)),
    cast(promised as integer),
    cast(kept as integer),
    cast(kept / nullif(cast(promised as numeric), 0) as numeric(18, 4)),
    cast(estimated as integer),
    cast(gap as numeric(18, 2)),
    cast(sublet as numeric(18, 2)),
    cast(sublet / nullif(total, 0) as numeric(18, 4))
from summed
