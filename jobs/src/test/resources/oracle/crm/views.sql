-- What several oracles of the CRM ask: D, what each payment comes to, and what became of each deal. A repeated
-- payment is not there.
drop schema if exists oracle cascade;

create schema oracle;

-- The day of the snapshot, and its end.
create view oracle.d as
select day, day + 1 as cut
from (select cast(:as_of_instant at time zone 'America/Sao_Paulo' as date)) as days (day);

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
inner join companies using (company_id)
where companies.deleted_at is null and deals.deleted_at is null;
