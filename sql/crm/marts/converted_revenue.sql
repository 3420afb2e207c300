with
-- Of the day of the revenue, the last rate at or before it that still counts; what is in the company's
-- currency needs none.
revenues as (
    select
        revenues.company_id,
        cast(date_trunc('month', revenues.revenue_date) as date) as month,
        revenues.currency,
        companies.currency as company_currency,
        revenues.amount,
        case
            when revenues.currency = companies.currency then revenues.amount
            else revenues.amount * rates.rate
        end as converted_amount,
        case when rates.rate is not null then rates.valid_from end as rate_date
    from marts.revenue_amounts as revenues
    inner join marts.company_currencies as companies
        on companies.company_id = revenues.company_id
    left join facts.exchange_rates as rates
        on rates.from_currency = revenues.currency
        and rates.to_currency = companies.currency
        and rates.rate_year = extract(year from revenues.revenue_date)
        and revenues.revenue_date >= rates.from_date
        and revenues.revenue_date < rates.to_date
),

final as (
    select
        company_id,
        month,
        currency,
        company_currency,
        count(*) as revenues,
        count(*) filter (where converted_amount is null) as unconverted_revenues,
        sum(amount) as amount,
        case
            when currency = company_currency then sum(converted_amount)
            else rounded_in(sum(converted_amount), company_currency)
        end as converted_amount,
        min(rate_date) as oldest_rate_date,
        max(rate_date) as newest_rate_date
    from revenues
    group by company_id, month, currency, company_currency
)

select
    company_id,
    month,
    currency,
    company_currency,
    revenues,
    unconverted_revenues,
    amount,
    case when unconverted_revenues = 0 then converted_amount end as converted_amount,
    oldest_rate_date,
    newest_rate_date,
    :release as release
from final
