with
-- A revenue of an invoice is a part of it, in its currency; another one is in the company's.
told as (
    select
        revenues.company_id,
        revenues.revenue_id,
        case
            when revenues.contact_id is null then '(none)'
            when revenues.contact_is_deleted is null then '(unknown)'
            else revenues.contact_id
        end as contact_id,
        revenues.contact_last_name,
        case
            when revenues.invoice_id is null then '(none)'
            when revenues.invoice_is_deleted is null then '(unknown)'
            else revenues.invoice_id
        end as invoice_id,
        revenues.description,
        revenues.category,
        case
            when revenues.cost_center_id is null then '(unassigned)'
            when revenues.cost_center_is_deleted is null then '(unknown)'
            else revenues.cost_center_id
        end as cost_center_id,
        revenues.cost_center_name,
        coalesce(currencies.code, companies.currency) as currency,
        companies.currency as company_currency,
        revenues.amount * coalesce(currencies.factor, 1) as amount,
        revenues.revenue_date
    from facts.revenues as revenues
    inner join marts.company_currencies as companies
        on companies.company_id = revenues.company_id
    left join marts.currencies as currencies
        on currencies.company_id = revenues.company_id
        and currencies.written = revenues.invoice_currency
    where not revenues.is_deleted
)

select
    company_id,
    revenue_id,
    contact_id,
    contact_last_name,
    invoice_id,
    description,
    category,
    cost_center_id,
    cost_center_name,
    currency,
    amount,
    case when currency = company_currency then amount else 0 end as own_amount,
    currency <> company_currency as is_foreign,
    revenue_date,
    :release as release
from told
