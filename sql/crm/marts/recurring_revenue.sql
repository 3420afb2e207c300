with
live_tenants as (
    select
        tenants.company_id,
        local_date(:as_of_instant, zone_offsets.offset_seconds) as as_of_date
    from facts.tenants as tenants
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = tenants.zone
        and :as_of_instant >= zone_offsets.from_utc
        and :as_of_instant < zone_offsets.to_utc
    where tenants.is_live
),

-- What a row costs a year: its own price for its cycle, or else the plan's. A plan has no price for
-- a quarter, so that its months count. Of another cycle nobody can tell.
subscriptions as (
    select
        subscriptions.company_id,
        subscriptions.subscription_id,
        coalesce(subscriptions.plan_name, subscriptions.offered_name) as plan_name,
        coalesce(currencies.code, companies.currency) as currency,
        lower(trim(subscriptions.billing_cycle)) as billing_cycle,
        subscriptions.end_date is null and coalesce(states.state, 'other') = 'over' as is_endless,
        subscriptions.price is null as is_plan_price,
        case lower(trim(subscriptions.billing_cycle))
            when 'monthly'
                then coalesce(subscriptions.price, subscriptions.offered_price_monthly) * 12
            when 'quarterly'
                then coalesce(subscriptions.price * 4, subscriptions.offered_price_monthly * 12)
            when 'yearly' then coalesce(subscriptions.price, subscriptions.offered_price_yearly)
        end * coalesce(currencies.factor, 1) as yearly_price,
        subscriptions.start_date,
        subscriptions.end_date,
        subscriptions.created_at
    from facts.subscriptions as subscriptions
    inner join marts.company_currencies as companies
        on companies.company_id = subscriptions.company_id
    left join marts.currencies as currencies
        on currencies.company_id = subscriptions.company_id
        and currencies.written = subscriptions.currency
    left join facts.status_map as states
        on states.column_name = 'subscriptions.status'
        and states.word = lower(trim(subscriptions.status))
    where subscriptions.start_date is not null
        and coalesce(states.state, 'other') <> 'trial'
),

first_months as (
    select
        company_id,
        cast(date_trunc('month', min(start_date)) as date) as first_month
    from subscriptions
    group by company_id
),

digits as (
    select n
    from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as digit (n)
),

-- The month of D and the 999 before it, counted from a hundred years before D's year.
counted_months as (
    select
        first_months.company_id,
        first_months.first_month,
        live_tenants.as_of_date,
        cast(extract(year from live_tenants.as_of_date) as integer) - 100 as first_year,
        cast(extract(month from live_tenants.as_of_date) as integer)
            + 1199 - ones.n - tens.n * 10 - hundreds.n * 100 as months
    from first_months
    inner join live_tenants
        on live_tenants.company_id = first_months.company_id
    cross join digits as ones
    cross join digits as tens
    cross join digits as hundreds
),

months as (
    select
        company_id,
        first_month,
        as_of_date,
        make_date(
            cast(first_year + int_div(months, 12) as integer),
            cast(mod(months, 12) + 1 as integer),
            1
        ) as month
    from counted_months
),

-- A month counts when its last day has come.
month_ends as (
    select
        company_id,
        month,
        month_end(month) as month_end_date
    from months
    where month >= first_month and month_end(month) <= as_of_date
),

in_force as (
    select
        month_ends.company_id,
        month_ends.month,
        subscriptions.subscription_id,
        subscriptions.plan_name,
        subscriptions.currency,
        subscriptions.billing_cycle,
        subscriptions.is_endless,
        subscriptions.is_plan_price,
        subscriptions.yearly_price,
        row_number() over (
            partition by month_ends.company_id, month_ends.month
            order by
                subscriptions.start_date desc nulls last,
                subscriptions.created_at desc nulls last,
                subscriptions.subscription_id desc nulls last
        ) as place,
        count(*) over (partition by month_ends.company_id, month_ends.month) as subscriptions
    from month_ends
    inner join subscriptions
        on subscriptions.company_id = month_ends.company_id
        and subscriptions.start_date <= month_ends.month_end_date
        and (
            subscriptions.end_date is null
            or subscriptions.end_date > month_ends.month_end_date
        )
),

-- Of several in force the latest counts; the others break a rule.
counted as (
    select
        company_id,
        month,
        currency,
        subscription_id,
        plan_name,
        billing_cycle,
        subscriptions,
        is_endless,
        yearly_price is null as is_unpriced,
        is_plan_price and yearly_price is not null as is_plan_price,
        coalesce(yearly_price, 0) as yearly_amount
    from in_force
    where place = 1
),

currencies as (
    select
        company_id,
        currency,
        min(month) as first_month
    from counted
    group by company_id, currency
),

-- A month without a subscription is a row, too.
sides as (
    select
        company_id,
        month,
        currency,
        subscription_id,
        plan_name,
        billing_cycle,
        subscriptions,
        is_endless,
        is_unpriced,
        is_plan_price,
        yearly_amount
    from counted
    union all
    select
        month_ends.company_id,
        month_ends.month,
        currencies.currency,
        cast(null as text) as subscription_id,
        cast(null as text) as plan_name,
        cast(null as text) as billing_cycle,
        0 as subscriptions,
        false as is_endless,
        false as is_unpriced,
        false as is_plan_price,
        0 as yearly_amount
    from month_ends
    inner join currencies
        on currencies.company_id = month_ends.company_id
        and currencies.first_month <= month_ends.month
),

month_amounts as (
    select
        company_id,
        month,
        currency,
        max(subscription_id) as subscription_id,
        max(plan_name) as plan_name,
        max(billing_cycle) as billing_cycle,
        sum(subscriptions) as subscriptions,
        bool_or(is_endless) as is_endless,
        bool_or(is_unpriced) as is_unpriced,
        bool_or(is_plan_price) as is_plan_price,
        sum(yearly_amount) as yearly_amount,
        ratio(sum(yearly_amount), 12, 2) as end_amount
    from sides
    group by company_id, month, currency
),

compared as (
    select
        company_id,
        month,
        currency,
        subscription_id,
        plan_name,
        billing_cycle,
        subscriptions,
        is_endless,
        is_unpriced,
        is_plan_price,
        yearly_amount,
        coalesce(
            lag(end_amount) over (
                partition by company_id, currency
                order by month asc nulls last
            ),
            0
        ) as start_amount,
        coalesce(
            max(end_amount) over (
                partition by company_id, currency
                order by month asc nulls last
                rows between unbounded preceding and 1 preceding
            ),
            0
        ) as highest_before,
        end_amount,
        sum(case when end_amount > 0 then 1 else 0 end) over (partition by company_id, month)
            as paid_currencies
    from month_amounts
),

final as (
    select
        company_id,
        month,
        currency,
        subscription_id,
        plan_name,
        billing_cycle,
        subscriptions,
        is_endless,
        is_unpriced,
        is_plan_price,
        yearly_amount,
        start_amount,
        case
            when start_amount <= 0 and highest_before <= 0 then end_amount - start_amount
            else 0
        end as new_amount,
        case
            when start_amount <= 0 and highest_before > 0 then end_amount - start_amount
            else 0
        end as reactivation_amount,
        case
            when start_amount > 0 and end_amount > start_amount then end_amount - start_amount
            else 0
        end as expansion_amount,
        case
            when start_amount > 0 and end_amount > 0 and end_amount < start_amount
                then start_amount - end_amount
            else 0
        end as contraction_amount,
        case when start_amount > 0 and end_amount <= 0 then start_amount - end_amount else 0 end
            as churn_amount,
        end_amount,
        case when start_amount > 0 then 1 else 0 end as companies_at_start,
        case when start_amount > 0 and paid_currencies = 0 then 1 else 0 end as companies_churned
    from compared
)

select
    company_id,
    month,
    currency,
    subscription_id,
    plan_name,
    billing_cycle,
    subscriptions,
    greatest(subscriptions - 1, 0) as extra_subscriptions,
    is_endless,
    is_unpriced,
    is_plan_price,
    yearly_amount as arr_amount,
    end_amount as mrr_amount,
    start_amount,
    new_amount,
    reactivation_amount,
    expansion_amount,
    contraction_amount,
    churn_amount,
    start_amount - contraction_amount - churn_amount as gross_retained_amount,
    start_amount - contraction_amount - churn_amount + expansion_amount as net_retained_amount,
    ratio(start_amount - contraction_amount - churn_amount, start_amount, 4) as gross_retention,
    ratio(start_amount - contraction_amount - churn_amount + expansion_amount, start_amount, 4)
        as net_retention,
    companies_at_start,
    companies_churned,
    ratio(companies_churned, companies_at_start, 4) as logo_churn,
    :release as release
from final
