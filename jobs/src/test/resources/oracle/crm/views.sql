-- What several oracles of the CRM ask: D, currencies, what each payment comes to, and what became of
-- each deal. A repeated payment is not there.
drop schema if exists oracle cascade;

create schema oracle;

-- The day of the snapshot, and its end.
create view oracle.d as
select day, day + 1 as cut
from (select cast(:as_of_instant at time zone 'America/Sao_Paulo' as date)) as days (day);

-- A live company's currency: that of its setting, or else reais.
create view oracle.currencies as
select
    company_id,
    coalesce(
        (
            select max(setting_value)
            from tenant_settings
            where tenant_settings.company_id = companies.company_id and setting_key = 'currency'
        ),
        'BRL'
    ) as own
from companies
where deleted_at is null;

-- Of the row, else the company's: of a revenue that is its invoice's.
create view oracle.earned as
select
    revenues.*,
    own,
    coalesce(
        (
            select invoices.currency
            from invoices
            where invoices.invoice_id = revenues.invoice_id and invoices.company_id = revenues.company_id
        ),
        own
    ) as currency
from revenues
inner join oracle.currencies using (company_id)
where deleted_at is null;

create view oracle.signed as
select
    payment_id,
    case
        when lower(trim(status)) in ('completed', 'paid', 'settled') then amount
        when lower(trim(status)) in ('reversed', 'refunded', 'chargeback') then least(amount, 0)
        else 0
    end as signed
from (
    select distinct on (company_id, coalesce('key ' || nullif(trim(idempotency_key), ''), cast(payment_id as text))) *
    from payments
    order by
        company_id,
        coalesce('key ' || nullif(trim(idempotency_key), ''), cast(payment_id as text)),
        coalesce(lower(trim(status)) in ('completed', 'paid', 'settled'), false) desc,
        created_at,
        payment_id
) as kept;

create view oracle.judged as
select
    deals.*,
    coalesce(deals.currency, own) as said,
    case
        when lower(trim(status)) in ('open', 'won', 'lost') then lower(trim(status))
        when trim(coalesce(status, '')) <> '' then 'other'
        when lower(trim(stage)) in ('lead', 'qualified', 'proposal', 'negotiation') then 'open'
        when lower(trim(stage)) = 'closed_won' then 'won'
        when lower(trim(stage)) = 'closed_lost' then 'lost'
        else 'other'
    end as fate,
    coalesce(
        case when owner_user_id is null then '(unassigned)' end,
        (
            select cast(user_id as text)
            from users
            where users.user_id = deals.owner_user_id and users.company_id = deals.company_id
        ),
        '(unknown)'
    ) as owner,
    probability / case
        when (select max(probability) from deals as each where each.company_id = deals.company_id) <= 1 then 1
        else 100
    end as share
from deals
inner join oracle.currencies using (company_id)
where deals.deleted_at is null;
