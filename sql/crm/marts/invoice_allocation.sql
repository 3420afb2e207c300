with
-- Each invoice beside the revenues that it was split into, never joined with them: a join would
-- count the invoice once for each.
sides as (
    select
        invoices.company_id,
        invoices.invoice_id,
        coalesce(currencies.code, companies.currency) as currency,
        -- What is to be allocated: without tax. For the invoice with its tax write total_amount.
        invoices.subtotal * coalesce(currencies.factor, 1) as allocable_amount,
        invoices.total_amount * coalesce(currencies.factor, 1) as total_amount,
        0 as revenues,
        0 as allocated_amount
    from facts.invoices as invoices
    inner join marts.company_currencies as companies
        on companies.company_id = invoices.company_id
    left join marts.currencies as currencies
        on currencies.company_id = invoices.company_id
        and currencies.written = invoices.currency
    union all
    select
        company_id,
        invoice_id,
        currency,
        0 as allocable_amount,
        0 as total_amount,
        1 as revenues,
        amount as allocated_amount
    from marts.revenue_amounts
),

amounts as (
    select
        company_id,
        invoice_id,
        currency,
        sum(allocable_amount) as allocable_amount,
        sum(total_amount) as total_amount,
        sum(revenues) as revenues,
        sum(allocated_amount) as allocated_amount
    from sides
    group by company_id, invoice_id, currency
),

final as (
    select
        amounts.company_id,
        amounts.invoice_id,
        invoices.invoice_number,
        lower(trim(invoices.type)) as invoice_type,
        lower(trim(invoices.status)) as invoice_status,
        invoices.is_deleted as invoice_is_deleted,
        invoices.issue_date,
        amounts.currency,
        amounts.total_amount,
        amounts.allocable_amount,
        amounts.revenues,
        amounts.allocated_amount,
        amounts.allocable_amount - amounts.allocated_amount as unallocated_amount,
        case when amounts.allocable_amount < 0 then -1 else 1 end as side,
        invoices.invoice_id is not null as has_invoice
    from amounts
    left join facts.invoices as invoices
        on invoices.company_id = amounts.company_id
        and invoices.invoice_id = amounts.invoice_id
)

select
    company_id,
    invoice_id,
    invoice_number,
    invoice_type,
    invoice_status,
    invoice_is_deleted,
    issue_date,
    currency,
    total_amount,
    allocable_amount,
    revenues,
    allocated_amount,
    unallocated_amount,
    case
        when not has_invoice then 'without_invoice'
        when allocated_amount = 0 then 'none'
        when unallocated_amount * side > 0 then 'partial'
        when unallocated_amount = 0 then 'full'
        else 'over'
    end as allocation,
    :release as release
from final
