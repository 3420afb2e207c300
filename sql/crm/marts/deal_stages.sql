with
final as (
    select
        deals.company_id,
        closed_days.day,
        deals.deal_id,
        coalesce(nullif(lower(trim(deals.stage)), ''), '(none)') as stage,
        coalesce(currencies.code, companies.currency) as currency,
        deals.value * coalesce(currencies.factor, 1) as value
    from facts.deals as deals
    inner join marts.closed_days as closed_days
        on closed_days.company_id = deals.company_id
    inner join marts.company_currencies as companies
        on companies.company_id = deals.company_id
    left join marts.currencies as currencies
        on currencies.company_id = deals.company_id
        and currencies.written = deals.currency
    where not deals.is_deleted
        and deals.created_local_date <= closed_days.day
        and (
            deals.actual_close_date is null
            or days_between(deals.actual_close_date, closed_days.day) <= 31
        )
)

select
    company_id,
    day,
    deal_id,
    stage,
    currency,
    value,
    :as_of_instant as as_of_instant,
    :release as release
from final
