-- C18: deals and invoices of a contact, currency by currency.
with
billed as (
    select
        invoices.*,
        case when lower(trim(type)) = 'credit_note' then -abs(total_amount) else total_amount end as signed
    from invoices
    where deleted_at is null
        and (status is null or lower(trim(status)) not in ('draft', 'void', 'cancelled'))
),

amounts as (
    select
        company_id,
        contact_id,
        currency,
        case fate when 'open' then value end as open,
        case fate when 'won' then value end as won,
        cast(null as numeric) as billed,
        cast(null as numeric) as receivable
    from oracle.judged
    union all
    select
        company_id,
        contact_id,
        currency,
        null,
        null,
        signed,
        case
            when lower(trim(status)) is distinct from 'paid' and (paid_date is null or paid_date > d.day)
                then signed
        end
    from billed
    cross join oracle.d
)

select
    cast(company_id as text),
    coalesce(cast(contacts.contact_id as text), '(unknown)'),
    currency,
    d.day,
    cast(coalesce(sum(open), 0) as numeric(18, 2)),
    cast(coalesce(sum(won), 0) as numeric(18, 2)),
    cast(coalesce(sum(billed), 0) as numeric(18, 2)),
    cast(coalesce(sum(receivable), 0) as numeric(18, 2))
from amounts
cross join oracle.d
inner join companies using (company_id)
left join contacts using (company_id, contact_id)
where companies.deleted_at is null
group by company_id, 2, currency, d.day
