-- C18: every contact, each kind of child counted by itself; what names no contact of its company is one
-- contact more. The lifecycle goes by the latest of all that happened until the end of D.
with
named as (
    select company_id, contact_id, cast(contact_id as text) as name, deleted_at is not null as is_deleted
    from contacts
    union all
    select company_id, null, names.name, false
    from companies
    cross join (values ('(none)'), ('(unknown)')) as names (name)
),

billed as (
    select *
    from invoices
    where deleted_at is null
        and (status is null or lower(trim(status)) not in ('draft', 'void', 'cancelled'))
),

-- What is open of an installment is C1's.
paid as (
    select company_id, contract_installment_id, sum(signed) as amount
    from payments
    inner join oracle.signed using (payment_id)
    cross join oracle.d
    where payment_date <= d.day
    group by company_id, contract_installment_id
),

owed as (
    select
        contracts.company_id,
        contracts.contact_id,
        installments.amount + coalesce(late_fee, 0) - coalesce(paid.amount, 0) as amount
    from contract_installments as installments
    inner join contracts using (contract_id)
    left join paid
        on paid.contract_installment_id = installment_id and paid.company_id = contracts.company_id
    where contracts.deleted_at is null
        and lower(trim(contracts.status)) is distinct from 'cancelled'
        and lower(trim(installments.status)) is distinct from 'cancelled'
        and installments.amount + coalesce(late_fee, 0) > coalesce(paid.amount, 0)
),

happened (company_id, contact_id, moment) as (
    select company_id, contact_id, created_at from activities where deleted_at is null
    union all
    select deals.company_id, deals.contact_id, activities.created_at
    from activities
    inner join deals using (company_id, deal_id)
    where activities.deleted_at is null
    union all
    select company_id, entity_id, completed_at
    from tasks
    where deleted_at is null
        and lower(trim(entity_type)) in ('contact', 'contacts')
        and lower(trim(status)) = 'completed'
    union all
    select company_id, entity_id, end_time
    from calendar_events
    where lower(trim(entity_type)) in ('contact', 'contacts') and lower(trim(status)) = 'completed'
    union all
    select company_id, contact_id, sale_date
    from sales
    where deleted_at is null and lower(trim(status)) in ('completed', 'pending')
    union all
    select company_id, contact_id, issue_date from billed
    union all
    select contracts.company_id, contracts.contact_id, payment_date
    from payments
    inner join contract_installments on installment_id = contract_installment_id
    inner join contracts using (contract_id)
    where contracts.company_id = payments.company_id
        and lower(trim(payments.status)) in ('completed', 'paid', 'settled')
),

last as (
    select company_id, contact_id, max(moment) as moment
    from happened
    cross join oracle.d
    where moment < d.cut
    group by company_id, contact_id
),

deals_of as (
    select
        coalesce(cast(contacts.contact_id as text), '(unknown)') as name,
        child.company_id,
        count(*) as rows,
        count(*) filter (where fate = 'open') as open,
        count(*) filter (where fate = 'won') as won
    from oracle.judged as child
    left join contacts using (company_id, contact_id)
    group by 1, 2
),

invoices_of as (
    select
        coalesce(cast(contacts.contact_id as text), '(unknown)') as name,
        child.company_id,
        count(*) as rows,
        count(*) filter (
            where lower(trim(child.status)) is distinct from 'paid' and (paid_date is null or paid_date > d.day)
        ) as open
    from billed as child
    cross join oracle.d
    left join contacts using (company_id, contact_id)
    group by 1, 2
),

owed_of as (
    select
        coalesce(cast(contacts.contact_id as text), '(unknown)') as name,
        child.company_id,
        count(*) as rows,
        sum(child.amount) as amount
    from owed as child
    left join contacts using (company_id, contact_id)
    group by 1, 2
),

-- Sales of a product or service in another currency, and the rest of them.
abroad as (
    select sale_id, coalesce(sum(amount) filter (where currency = own), 0) as of_own
    from oracle.lines
    group by sale_id
    having bool_or(currency <> own)
),

sales_of as (
    select
        coalesce(cast(contacts.contact_id as text), '(unknown)') as name,
        child.company_id,
        count(*) filter (where lower(trim(child.status)) in ('completed', 'pending')) as rows,
        count(*) filter (
            where coalesce(lower(trim(child.status)), '') not in ('completed', 'pending', 'cancelled', 'refunded')
        ) as other,
        sum(coalesce(of_own, total_amount)) filter (where lower(trim(child.status)) in ('completed', 'pending'))
            as amount
    from sales as child
    left join abroad using (sale_id)
    left join contacts using (company_id, contact_id)
    where child.deleted_at is null
    group by 1, 2
),

revenues_of as (
    select
        case when child.contact_id is null then '(none)'
            else coalesce(cast(contacts.contact_id as text), '(unknown)') end as name,
        child.company_id,
        count(*) as rows,
        sum(case when currency = own then amount else 0 end) as amount
    from oracle.earned as child
    left join contacts using (company_id, contact_id)
    group by 1, 2
)

select
    cast(named.company_id as text),
    named.name,
    d.day,
    is_deleted,
    cast(coalesce(deals_of.rows, 0) as integer),
    cast(coalesce(deals_of.open, 0) as integer),
    cast(coalesce(deals_of.won, 0) as integer),
    cast(coalesce(invoices_of.rows, 0) as integer),
    cast(coalesce(invoices_of.open, 0) as integer),
    cast(coalesce(owed_of.rows, 0) as integer),
    cast(coalesce(owed_of.amount, 0) as numeric(18, 2)),
    cast(coalesce(sales_of.rows, 0) as integer),
    cast(coalesce(sales_of.other, 0) as integer),
    cast(coalesce(sales_of.amount, 0) as numeric(18, 2)),
    cast(coalesce(revenues_of.rows, 0) as integer),
    cast(coalesce(revenues_of.amount, 0) as numeric(18, 2)),
    cast(last.moment as date),
    case
        when last.moment is null then 'never'
        when last.moment > d.cut - interval '90 days' then 'active'
        when last.moment > d.cut - interval '365 days' then 'dormant'
        else 'inactive'
    end
from named
inner join companies on companies.company_id = named.company_id and companies.deleted_at is null
cross join oracle.d
left join deals_of on deals_of.company_id = named.company_id and deals_of.name = named.name
left join invoices_of on invoices_of.company_id = named.company_id and invoices_of.name = named.name
left join owed_of on owed_of.company_id = named.company_id and owed_of.name = named.name
left join sales_of on sales_of.company_id = named.company_id and sales_of.name = named.name
left join revenues_of on revenues_of.company_id = named.company_id and revenues_of.name = named.name
left join last on last.company_id = named.company_id and last.contact_id = named.contact_id
where named.contact_id is not null
    or coalesce(deals_of.name, invoices_of.name, owed_of.name, sales_of.name, revenues_of.name) is not null
