-- C18: deals, invoices and revenues of a contact, currency by currency.
with
billed as (
    select
        invoices.*,
        oracle.code(invoices.currency, own) as said,
        case when lower(trim(type)) = 'credit_note' then -abs(total_amount) else total_amount end as signed
    from invoices
    inner join oracle.currencies using (company_id)
    where deleted_at is null
        and (status is null or lower(trim(status)) not in ('draft', 'void', 'cancelled'))
),

amounts as (
    select
        company_id,
        contact_id,
        said as currency,
        case fate when 'open' then value end as open,
        case fate when 'won' then value end as won,
        cast(null as numeric) as billed,
        cast(null as numeric) as receivable,
        cast(null as numeric) as earned
    from oracle.judged
    union all
    select
        company_id,
        contact_id,
        said,
        null,
        null,
        signed,
        case
            when lower(trim(status)) is distinct from 'paid' and (paid_date is null or paid_date > d.day)
                then signed
        end,
        null
    from billed
    cross join oracle.d
    union all
    select company_id, contact_id, currency, null, null, null, null, amount
    from oracle.earned
)

select
    cast(amounts.company_id as text),
    case
        when amounts.contact_id is null then '(none)'
        else coalesce(cast(contacts.contact_id as text), '(unknown)')
    end,
    currency,
    d.day,
    cast(coalesce(sum(open), 0) as numeric(18, 2)),
    cast(coalesce(sum(won), 0) as numeric(18, 2)),
    cast(coalesce(sum(billed), 0) as numeric(18, 2)),
    cast(coalesce(sum(receivable), 0) as numeric(18, 2)),
    cast(coalesce(sum(earned), 0) as numeric(18, 2))
from amounts
cross join oracle.d
left join contacts on contacts.contact_id = amounts.contact_id and contacts.company_id = amounts.company_id
group by amounts.company_id, 2, currency, d.day
