with
live_tenants as (
    select
        tenants.business_id,
        local_date(:as_of_instant, zone_offsets.offset_seconds) as as_of_date
    from facts.tenants as tenants
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = tenants.zone
        and :as_of_instant >= zone_offsets.from_utc
        and :as_of_instant < zone_offsets.to_utc
    where tenants.is_live
),

digits as (
    select n
    from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as digit (n)
),

agreements as (
    select
        agreements.business_id,
        agreements.service_agreement_id,
        agreements.start_date,
        agreements.end_date,
        coalesce(states.state, 'other') = 'in_force' as is_active,
        coalesce(agreements.auto_renewal, false) as is_renewing,
        agreements.total_visits_per_year,
        -- a term ends with its last day: the first of January to the last of December is a year;
        -- from the 31st of August half a year is over with the 27th of February, which has no 31st
        ratio(
            agreements.agreement_value,
            greatest(
                1,
                12 * (extract(year from agreements.end_date + 1) - extract(year from agreements.start_date))
                + extract(month from agreements.end_date + 1) - extract(month from agreements.start_date)
                - case
                    when extract(day from agreements.end_date + 1) < least(
                        extract(day from agreements.start_date),
                        extract(day from month_end(agreements.end_date + 1))
                    ) then 1
                    else 0
                end
            ),
            12
        ) as monthly_value
    from facts.hs_service_agreements as agreements
    left join facts.status_map as states
        on states.column_name = 'hs.service_agreements.agreement_status'
        and states.word = lower(trim(agreements.agreement_status))
    where agreements.tenant_is_live
),

first_months as (
    select
        agreements.business_id,
        live_tenants.as_of_date,
        12 * extract(year from live_tenants.as_of_date)
            + extract(month from live_tenants.as_of_date) - 1 as last_month,
        min(12 * extract(year from agreements.start_date)
            + extract(month from agreements.start_date) - 1) as first_month
    from agreements
    inner join live_tenants
        on live_tenants.business_id = agreements.business_id
    group by agreements.business_id, live_tenants.as_of_date
),

-- From the first agreement on, at most a hundred years; the month of D is as it stands on D.
months as (
    select
        first_months.business_id,
        make_date(
            cast(int_div(first_months.last_month - numbers.back, 12) as integer),
            cast(mod(first_months.last_month - numbers.back, 12) + 1 as integer),
            1
        ) as month,
        first_months.as_of_date
    from first_months
    inner join (
        select thousands.n * 1000 + hundreds.n * 100 + tens.n * 10 + ones.n as back
        from digits as ones
        cross join digits as tens
        cross join digits as hundreds
        cross join (values (0), (1)) as thousands (n)
    ) as numbers
        on numbers.back < 1200
        and first_months.last_month - numbers.back >= first_months.first_month
),

days as (
    select
        business_id,
        month,
        least(month_end(month), as_of_date) as day
    from months
),

agreements_by_day as (
    select
        days.business_id,
        days.month,
        days.day,
        agreements.service_agreement_id,
        agreements.end_date,
        agreements.is_renewing,
        agreements.monthly_value,
        int_div(
            agreements.total_visits_per_year
                * (days_between(agreements.start_date, days.day) + 1),
            365
        ) as expected_visits
    from days
    inner join agreements
        on agreements.business_id = days.business_id
        and agreements.is_active
        and agreements.start_date <= days.day
        and agreements.end_date >= days.day
),

visits_by_day as (
    select
        agreements_by_day.business_id,
        agreements_by_day.month,
        count(*) as completed_visits
    from agreements_by_day
    inner join facts.hs_maintenance_visits as visits
        on visits.business_id = agreements_by_day.business_id
        and visits.service_agreement_id = agreements_by_day.service_agreement_id
    inner join facts.status_map as states
        on states.column_name = 'hs.maintenance_visits.status'
        and states.word = lower(trim(visits.status))
    where states.state = 'done'
        and visits.completed_local_date <= agreements_by_day.day
    group by agreements_by_day.business_id, agreements_by_day.month
),

sums_by_day as (
    select
        business_id,
        month,
        count(*) as active_agreements,
        -- of twelve digits eight count: thirds that make up half a cent are one again
        round(round(sum(monthly_value), 8), 2) as monthly_value,
        count(*) filter (where end_date <= day + 30) as expiring_30,
        count(*) filter (where end_date <= day + 60) as expiring_60,
        count(*) filter (where end_date <= day + 90) as expiring_90,
        count(*) filter (where end_date <= day + 90 and is_renewing) as renewing_90,
        sum(expected_visits) as expected_visits
    from agreements_by_day
    group by business_id, month
)

select
    days.business_id,
    days.month,
    days.day,
    coalesce(sums_by_day.active_agreements, 0) as active_agreements,
    coalesce(sums_by_day.monthly_value, 0) as monthly_value,
    coalesce(sums_by_day.expiring_30, 0) as expiring_30,
    coalesce(sums_by_day.expiring_60, 0) as expiring_60,
    coalesce(sums_by_day.expiring_90, 0) as expiring_90,
    coalesce(sums_by_day.renewing_90, 0) as renewing_90,
    coalesce(sums_by_day.expected_visits, 0) as expected_visits,
    coalesce(visits_by_day.completed_visits, 0) as completed_visits,
    ratio(coalesce(visits_by_day.completed_visits, 0), sums_by_day.expected_visits, 4)
        as visit_compliance,
    :release as release
from days
left join sums_by_day
    on sums_by_day.business_id = days.business_id
    and sums_by_day.month = days.month
left join visits_by_day
    on visits_by_day.business_id = days.business_id
    and visits_by_day.month = days.month
