-- C8: each invoice and the sum of its live revenues; those without one, and of a foreign one, apart.
with
allocated as (
    select
        revenues.company_id,
        case
            when revenues.invoice_id is null then '(none)'
            else coalesce(cast(invoices.invoice_id as text), '(unknown)')
        end as invoice_id,
        max(own) as company_currency,
        count(*) as revenues,
        sum(revenues.amount) as allocated
    from revenues
    inner join oracle.currencies on currencies.company_id = revenues.company_id
    left join invoices
        on invoices.company_id = revenues.company_id and invoices.invoice_id = revenues.invoice_id
    where revenues.deleted_at is null
    group by 1, 2
)

select
    cast(invoices.company_id as text),
    cast(invoices.invoice_id as text),
    invoice_number,
    lower(trim(type)),
    lower(trim(status)),
    invoices.deleted_at is not null,
    issue_date,
    oracle.code(currency, own),
    total_amount,
    subtotal,
    cast(coalesce(allocated.revenues, 0) as integer),
    cast(coalesce(allocated, 0) as numeric(18, 2)),
    cast(subtotal - coalesce(allocated, 0) as numeric(18, 2)),
    case
        when coalesce(allocated, 0) = 0 then 'none'
        when allocated = subtotal then 'full'
        when subtotal >= 0 and allocated < subtotal then 'partial'
        when subtotal < 0 and allocated > subtotal then 'partial'
        else 'over'
    end
from invoices
inner join oracle.currencies on currencies.company_id = invoices.company_id
left join allocated
    on allocated.company_id = invoices.company_id and allocated.invoice_id = cast(invoices.invoice_id as text)
union all
select
    cast(company_id as text),
    invoice_id,
    null,
    null,
    null,
    null,
    null,
    company_currency,
    0.00,
    0.00,
    cast(revenues as integer),
    cast(allocated as numeric(18, 2)),
    cast(-allocated as numeric(18, 2)),
    'without_invoice'
from allocated
where invoice_id in ('(none)', '(unknown)')
