with
final as (
    select
        invoices.company_id,
        invoices.invoice_id,
        invoices.invoice_number,
        invoices.type,
        invoices.status,
        coalesce(states.state, 'other') as effect,
        coalesce(types.state, 'other') = 'takes_back' as is_credit_note,
        case
            when invoices.contact_is_deleted is null then '(unknown)'
            else invoices.contact_id
        end as contact_id,
        invoices.contact_last_name,
        coalesce(currencies.code, companies.currency) as currency,
        invoices.subtotal * coalesce(currencies.factor, 1) as subtotal,
        invoices.tax_amount * coalesce(currencies.factor, 1) as tax_amount,
        invoices.total_amount * coalesce(currencies.factor, 1) as total_amount,
        invoices.issue_date,
        invoices.due_date,
        invoices.paid_date
    from facts.invoices as invoices
    inner join marts.company_currencies as companies
        on companies.company_id = invoices.company_id
    left join marts.currencies as currencies
        on currencies.company_id = invoices.company_id
        and currencies.written = invoices.currency
    left join facts.status_map as states
        on states.column_name = 'invoices.status'
        and states.word = lower(trim(invoices.status))
    left join facts.status_map as types
        on types.column_name = 'invoices.type'
        and types.word = lower(trim(invoices.type))
    where not invoices.is_deleted
)

select
    company_id,
    invoice_id,
    invoice_number,
    type,
    status,
    effect,
    is_credit_note,
    contact_id,
    contact_last_name,
    currency,
    subtotal,
    tax_amount,
    total_amount,
    issue_date,
    due_date,
    paid_date,
    :release as release
from final
