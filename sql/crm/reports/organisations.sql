-- Every company. Its money is in the currency of its setting; one without a currency gets no report
-- and is told why. It speaks Portuguese, and its weeks begin on Monday. One whose subscription is
-- suspended gets no report, its numbers stay.
with
suspended as (
    select distinct company_id
    from facts.subscriptions
    where lower(trim(status)) = 'suspended'
        and end_date is null
)

select
    tenants.company_id as tenant,
    tenants.name,
    tenants.is_live and suspended.company_id is null as is_live,
    tenants.zone,
    tenants.is_zone_valid,
    case when tenants.is_live then nullif(currencies.currency, 'unknown') else 'XXX' end as currency,
    'pt-BR' as locale,
    coalesce(years.first_month, 1) as fiscal_year_start
from facts.tenants as tenants
left join marts.fiscal_years as years
    on years.company_id = tenants.company_id
left join marts.company_currencies as currencies
    on currencies.company_id = tenants.company_id
left join suspended
    on suspended.company_id = tenants.company_id
order by tenants.company_id nulls last
