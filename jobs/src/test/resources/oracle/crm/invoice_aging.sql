-- C9: what is open of each invoice on D, and how old it is.
with
aged as (
    select
        invoices.*,
        oracle.code(invoices.currency, own) as said,
        d.day,
        case when lower(trim(type)) = 'credit_note' then -abs(total_amount) else total_amount end as amount,
        coalesce(lower(trim(status)) in ('draft', 'void', 'cancelled'), false) as is_void,
        coalesce(lower(trim(status)) = 'paid', false) or coalesce(paid_date <= d.day, false) as is_paid,
        d.day - due_date as dpd
    from invoices
    inner join oracle.currencies on currencies.company_id = invoices.company_id
    cross join oracle.d
    where invoices.deleted_at is null
)

select
    cast(company_id as text),
    cast(invoice_id as text),
    day,
    coalesce(
        (
            select cast(contacts.contact_id as text)
            from contacts
            where contacts.contact_id = aged.contact_id and contacts.company_id = aged.company_id
        ),
        '(unknown)'
    ),
    invoice_number,
    lower(trim(type)),
    lower(trim(status)),
    issue_date,
    due_date,
    paid_date,
    said,
    cast(amount as numeric(18, 2)),
    cast(case when is_void or is_paid then 0 else amount end as numeric(18, 2)),
    dpd,
    case
        when is_void then 'void'
        when is_paid then 'settled'
        when dpd between 1 and 30 then '1-30'
        when dpd between 31 and 60 then '31-60'
        when dpd between 61 and 90 then '61-90'
        when dpd > 90 then '90+'
        else 'current'
    end,
    coalesce(lower(trim(status)), '') not in ('draft', 'void', 'cancelled', 'paid', 'sent', 'overdue')
from aged
