-- C9: what its status makes of each invoice.
select
    cast(invoices.company_id as text),
    cast(invoice_id as text),
    invoice_number,
    invoices.type,
    invoices.status,
    coalesce(
        case
            when lower(trim(invoices.status)) in ('draft', 'void', 'cancelled') then 'void'
            when lower(trim(invoices.status)) = 'paid' then 'settled'
            when lower(trim(invoices.status)) in ('sent', 'overdue') then 'owed'
        end,
        'other'
    ),
    coalesce(lower(trim(invoices.type)) = 'credit_note', false),
    coalesce(cast(contacts.contact_id as text), '(unknown)'),
    last_name,
    oracle.code(currency, own),
    subtotal,
    tax_amount,
    total_amount,
    issue_date,
    due_date,
    paid_date
from invoices
inner join oracle.currencies using (company_id)
left join contacts on contacts.contact_id = invoices.contact_id and contacts.company_id = invoices.company_id
where invoices.deleted_at is null
