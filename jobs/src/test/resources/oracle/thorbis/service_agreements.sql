-- T19: active agreements at the end of each month, and on D in its month.
with
live as (
    select
        id as business_id,
        zone,
        cast(:as_of_instant at time zone zone as date) as d
    from tenant_mgmt.businesses
    cross join lateral (
        select case when default_timezone like '%/%' then default_timezone else 'UTC' end as zone
    ) as zones
    where deleted_at is null
),

months as (
    select
        business_id,
        zone,
        cast(month as date) as month,
        least(cast(month + interval '1 month' - interval '1 day' as date), d) as day
    from live
    cross join lateral (
        select min(start_date) as first_on from hs.service_agreements as agreements
        where agreements.business_id = live.business_id
    ) as firsts
    cross join lateral generate_series(
        date_trunc('month', cast(first_on as timestamp)), date_trunc('month', cast(d as timestamp)), interval '1 month'
    ) as month
),

summed as (
    select
        months.business_id,
        month,
        day,
        count(agreements.id) as active,
        -- divided last, by what all terms divide
        coalesce(sum(agreement_value * 27720 * 1000 / whole_months), 0) / 27720000 as monthly,
        count(*) filter (where end_date - day <= 30) as in_30,
        count(*) filter (where end_date - day <= 60) as in_60,
        count(*) filter (where end_date - day <= 90) as in_90,
        count(*) filter (where end_date - day <= 90 and auto_renewal) as renewing,
        coalesce(sum(total_visits_per_year * (day + 1 - start_date) / 365), 0) as expected,
        coalesce(sum(visits), 0) as visits
    from months
    left join hs.service_agreements as agreements
        on agreements.business_id = months.business_id and lower(trim(agreement_status)) = 'active'
        and start_date <= day and day <= end_date
    left join lateral (
        -- as many months as can be added to the first day; what age() leaves over may be a short one
        select greatest(
            1, full_months + case when start_date + (full_months + 1) * interval '1 month' <= end_date + 1 then 1 else 0 end
        ) as whole_months
        from (
            select extract(year from age(end_date + 1, start_date)) * 12
                + extract(month from age(end_date + 1, start_date)) as full_months
        ) as ages
    ) as terms on true
    left join lateral (
        select count(*) as visits
        from hs.maintenance_visits as visits
        where service_agreement_id = agreements.id and visits.business_id = agreements.business_id
            and lower(trim(status)) = 'completed' and cast(completed_at at time zone zone as date) <= day
    ) as done on true
    group by months.business_id, month, day
)

select
    cast(business_id as text),
    month,
    day,
    cast(active as integer),
    cast(round(monthly, 9) as numeric(18, 2)),
    cast(in_30 as integer),
    cast(in_60 as integer),
    cast(in_90 as integer),
    cast(renewing as integer),
    cast(expected as integer),
    cast(visits as integer),
    cast(visits / nullif(cast(expected as numeric), 0) as numeric(18, 4))
from summed
