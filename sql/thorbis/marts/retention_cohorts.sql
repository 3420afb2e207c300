with
digits as (
    select n
    from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as digit (n)
),

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

-- Months in which a customer had an order done, counted from the year 0.
active_months as (
    select distinct
        orders.business_id,
        orders.customer_id,
        extract(year from orders.occurred_local_date) * 12
            + extract(month from orders.occurred_local_date) - 1 as number
    from marts.orders_of_all_industries as orders
    inner join live_tenants
        on live_tenants.business_id = orders.business_id
    where orders.is_earned
        and not orders.is_deleted
        and orders.customer_member = 'known'
        and orders.occurred_local_date <= live_tenants.as_of_date
),

first_months as (
    select
        business_id,
        customer_id,
        min(number) as cohort
    from active_months
    group by business_id, customer_id
),

cohorts as (
    select
        first_months.business_id,
        first_months.cohort,
        max(
            extract(year from live_tenants.as_of_date) * 12
                + extract(month from live_tenants.as_of_date) - 1
        ) as this_month,
        count(*) as customers
    from first_months
    inner join live_tenants
        on live_tenants.business_id = first_months.business_id
    group by first_months.business_id, first_months.cohort
),

retained as (
    select
        first_months.business_id,
        first_months.cohort,
        active_months.number - first_months.cohort as age,
        count(*) as customers
    from first_months
    inner join active_months
        on active_months.business_id = first_months.business_id
        and active_months.customer_id = first_months.customer_id
    group by
        first_months.business_id,
        first_months.cohort,
        active_months.number - first_months.cohort
),

-- Of a cohort every one of the last 1000 months, and those before in which somebody came back.
ages as (
    select
        cohorts.business_id,
        cohorts.cohort,
        cohorts.customers,
        cohorts.this_month - cohorts.cohort - (ones.n + tens.n * 10 + hundreds.n * 100) as age
    from cohorts
    cross join digits as ones
    cross join digits as tens
    cross join digits as hundreds
    where cohorts.cohort <= cohorts.this_month - (ones.n + tens.n * 10 + hundreds.n * 100)
    union all
    select
        cohorts.business_id,
        cohorts.cohort,
        cohorts.customers,
        retained.age
    from cohorts
    inner join retained
        on retained.business_id = cohorts.business_id
        and retained.cohort = cohorts.cohort
        and retained.age < cohorts.this_month - cohorts.cohort - 999
),

final as (
    select
        ages.business_id,
        make_date(
            cast(int_div(ages.cohort, 12) as integer),
            cast(mod(ages.cohort, 12) + 1 as integer),
            1
        ) as cohort_month,
        ages.age as age_months,
        ages.customers as cohort_customers,
        coalesce(retained.customers, 0) as retained_customers
    from ages
    left join retained
        on retained.business_id = ages.business_id
        and retained.cohort = ages.cohort
        and retained.age = ages.age
)

select
    business_id,
    cohort_month,
    age_months,
    cohort_customers,
    retained_customers,
    ratio(retained_customers, cohort_customers, 4) as retention_rate,
    :release as release
from final
