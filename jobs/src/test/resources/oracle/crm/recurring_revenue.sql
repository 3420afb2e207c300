-- C13 and C14: the one subscription in force at each month's end, and what moved since the last one.
with
priced as (
    select
        subscriptions.*,
        oracle.code(subscriptions.currency, own) as said,
        case lower(trim(billing_cycle))
            when 'monthly' then 12 * coalesce(price, price_monthly)
            when 'yearly' then coalesce(price, price_yearly)
            when 'quarterly' then 4 * coalesce(price, 3 * price_monthly)
        end as arr,
        coalesce(plan_name, plans.name) as plan
    from subscriptions
    inner join oracle.currencies on currencies.company_id = subscriptions.company_id
    left join plans using (plan_id)
    where coalesce(lower(trim(status)), '') not in ('trial', 'trialing')
),

ends as (
    select distinct
        company_id,
        cast(month as date) as month,
        cast(month + interval '1 month -1 day' as date) as t
    from priced
    cross join lateral generate_series(
        date_trunc('month', cast(start_date as timestamp)),
        date_trunc('month', :as_of_instant at time zone 'America/Sao_Paulo' + interval '1 day') - interval '1 month',
        interval '1 month'
    ) as month
),

force as (
    select distinct on (ends.company_id, month)
        ends.company_id,
        month,
        subscription_id,
        plan,
        said as currency,
        lower(trim(billing_cycle)) as cycle,
        end_date is null and coalesce(lower(trim(status)) in ('cancelled', 'expired'), false) as is_endless,
        arr,
        price is null as is_of_plan,
        count(*) over (partition by ends.company_id, month) as in_force
    from ends
    inner join priced
        on priced.company_id = ends.company_id and start_date <= t and (end_date is null or end_date > t)
    order by ends.company_id, month, start_date desc, created_at desc, subscription_id desc
),

grid as (
    select
        ends.company_id,
        ends.month,
        used.currency,
        force.subscription_id,
        plan,
        cycle,
        coalesce(in_force, 0) as in_force,
        coalesce(is_endless, false) as is_endless,
        force.subscription_id is not null and arr is null as is_unpriced,
        coalesce(is_of_plan and arr is not null, false) as is_plan_price,
        coalesce(arr, 0) as arr,
        round(coalesce(arr, 0) / 12, 2) as mrr
    from (select company_id, currency, min(month) as since from force group by company_id, currency) as used
    inner join ends on ends.company_id = used.company_id and ends.month >= used.since
    left join force
        on force.company_id = ends.company_id
        and force.month = ends.month
        and force.currency is not distinct from used.currency
),

moved as (
    select
        here.*,
        coalesce(before.mrr, 0) as start,
        exists (
            select from grid as earlier
            where earlier.company_id = here.company_id
                and earlier.currency is not distinct from here.currency
                and earlier.month < here.month
                and earlier.mrr > 0
        ) as had_some,
        exists (
            select from grid as other
            where other.company_id = here.company_id and other.month = here.month and other.mrr > 0
        ) as pays
    from grid as here
    left join grid as before
        on before.company_id = here.company_id
        and before.currency is not distinct from here.currency
        and before.month = here.month - interval '1 month'
),

named as (
    select
        *,
        case when start = 0 and not had_some then mrr else 0 end as new,
        case when start = 0 and had_some then mrr else 0 end as back,
        case when start > 0 then greatest(mrr - start, 0) else 0 end as expansion,
        case when mrr > 0 then greatest(start - mrr, 0) else 0 end as contraction,
        case when mrr = 0 then start else 0 end as churn
    from moved
)

select
    cast(company_id as text),
    month,
    currency,
    cast(subscription_id as text),
    plan,
    cycle,
    cast(in_force as integer),
    cast(greatest(in_force - 1, 0) as integer),
    is_endless,
    is_unpriced,
    is_plan_price,
    cast(arr as numeric(18, 2)),
    cast(mrr as numeric(18, 2)),
    cast(start as numeric(18, 2)),
    cast(new as numeric(18, 2)),
    cast(back as numeric(18, 2)),
    cast(expansion as numeric(18, 2)),
    cast(contraction as numeric(18, 2)),
    cast(churn as numeric(18, 2)),
    cast(start - contraction - churn as numeric(18, 2)),
    cast(start - contraction - churn + expansion as numeric(18, 2)),
    cast(round((start - contraction - churn) / nullif(start, 0), 4) as numeric(18, 4)),
    cast(round((start - contraction - churn + expansion) / nullif(start, 0), 4) as numeric(18, 4)),
    case when start > 0 then 1 else 0 end,
    case when start > 0 and not pays then 1 else 0 end,
    cast(case when start > 0 then case when pays then 0 else 1 end end as numeric(9, 4))
from named
