-- Live revenues by month and currency, in the company's currency by the last rate until their day, 200 days old at most.
with
rates (from_code, to_code, since, rate) as (
    values
        ('USD', 'BRL', date '2020-01-02', 4.0207),
        ('USD', 'BRL', date '2022-01-03', 5.6314),
        ('USD', 'BRL', date '2024-01-02', 4.8913),
        ('USD', 'BRL', date '2025-01-02', 6.1864),
        ('USD', 'BRL', date '2025-07-01', 5.4355),
        ('USD', 'BRL', date '2025-12-08', 5.4431),
        ('USD', 'BRL', date '2026-01-02', 5.4972),
        ('USD', 'BRL', date '2026-06-01', 5.3128),
        ('USD', 'BRL', date '2026-07-02', 5.2984),
        ('USD', 'BRL', date '2026-10-01', 5.3219),
        ('EUR', 'BRL', date '2026-01-02', 6.4587),
        ('EUR', 'BRL', date '2026-04-02', 6.3318),
        ('EUR', 'BRL', date '2026-06-01', 6.1904),
        ('EUR', 'BRL', date '2026-10-01', 6.2463),
        ('EUR', 'BRL', date '2026-11-25', 6.2127)
),

priced as (
    select
        earned.*,
        last_rates.since,
        case when currency = own then 1 else last_rates.rate end as rate
    from oracle.earned
    left join lateral (
        select since, rate
        from rates
        where from_code = currency
            and to_code = own
            and revenue_date - since between 0 and 200
        order by since desc
        limit 1
    ) as last_rates on true
)

select
    cast(company_id as text),
    cast(date_trunc('month', revenue_date) as date),
    currency,
    own,
    cast(count(*) as integer),
    cast(count(*) - count(rate) as integer),
    cast(sum(amount) as numeric(18, 2)),
    case when count(rate) = count(*) then cast(round(sum(amount * rate), 2) as numeric(20, 4)) end,
    min(since),
    max(since)
from priced
group by 1, 2, currency, own
