-- What several oracles of the CRM ask: D, currencies, what each payment comes to, what came for each
-- installment, and what became of each deal. A repeated payment is not there. Tables are as they are at the snapshot; without statistics
-- PostgreSQL would look for every row among all others.
analyze;

drop schema if exists oracle cascade;

create schema oracle;

-- The day of the snapshot, and its end.
create table oracle.d as
select day, day + 1 as cut
from (select cast(:as_of_instant at time zone 'America/Sao_Paulo' as date)) as days (day);

-- The last day that was over, of live companies that were there then.
create table oracle.closed as
select company_id, d.day - 1 as day, d.day as cut
from companies
cross join oracle.d
where deleted_at is null and coalesce(created_at < d.day, true);

-- The code that somebody meant who wrote this, or the company's where nothing is written.
create function oracle.code(written text, own text) returns text
language sql immutable
return case
    when coalesce(trim(written), '') = '' then own
    when trim(written) ~ '^[A-Za-z]{3}$' then upper(trim(written))
    else 'unknown'
end;

-- A live company's currency: the code of its setting, or nobody knows.
create table oracle.currencies as
select
    company_id,
    coalesce(
        (
            select max(upper(trim(setting_value)))
            from tenant_settings
            where tenant_settings.company_id = companies.company_id
                and setting_key = 'currency'
                and trim(setting_value) ~ '^[A-Za-z]{3}$'
        ),
        'unknown'
    ) as own
from companies
where deleted_at is null;

-- Of the row, else the company's: of a revenue that is its invoice's.
create table oracle.earned as
select
    revenues.*,
    own,
    oracle.code(
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

create table oracle.signed as
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

-- Installments with their contracts, of companies that are there.
create table oracle.parts as
select
    contracts.company_id,
    contracts.contact_id,
    contracts.status as contract_status,
    contracts.deleted_at as contract_deleted_at,
    contract_installments.*,
    contract_installments.amount + coalesce(late_fee, 0) as due,
    coalesce(lower(trim(contract_installments.status)) = 'cancelled', false)
        or coalesce(lower(trim(contracts.status)) = 'cancelled', false) as is_void
from contract_installments
inner join contracts using (contract_id)
inner join companies using (company_id)
where companies.deleted_at is null;

-- What came for installments until D.
create table oracle.came as
select
    parts.company_id,
    parts.installment_id,
    payment_date,
    signed,
    signed * greatest(payment_date - due_date, 0) as signed_days
from oracle.signed
inner join payments using (payment_id)
inner join oracle.parts
    on parts.company_id = payments.company_id
    and parts.installment_id = payments.contract_installment_id
cross join oracle.d
where payment_date <= d.day;

-- The same by installment, with what is repeated and what has another word.
create table oracle.paid as
select
    payments.company_id,
    contract_installment_id as installment_id,
    sum(coalesce(signed, 0)) as paid,
    count(*) filter (where signed is null) as repeated,
    count(*) filter (
        where coalesce(lower(trim(status)), '') not in (
            'completed', 'paid', 'settled', 'failed', 'pending', 'cancelled', 'reversed', 'refunded',
            'chargeback'
        )
    ) as other
from payments
left join oracle.signed using (payment_id)
cross join oracle.d
where contract_installment_id is not null and payment_date <= d.day
group by payments.company_id, contract_installment_id;

create table oracle.judged as
select
    deals.*,
    oracle.code(deals.currency, own) as said,
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
    deals.probability / case when most <= 1 then 1 else 100 end as share
from deals
inner join oracle.currencies using (company_id)
inner join (select company_id, max(probability) as most from deals group by company_id) as largest
    using (company_id)
where deals.deleted_at is null;

-- C19: lines of live sales, each in the currency of the product or service. What has both or none is invalid.
create table oracle.lines as
with
lines as (
    select
        sales.company_id,
        sale_items.sale_item_id,
        sales.sale_id,
        sale_date,
        own,
        case num_nonnulls(sale_items.product_id, sale_items.service_id)
            when 1 then case when sale_items.product_id is null then 'service' else 'product' end
            else 'invalid'
        end as kind,
        products.product_id,
        services.service_id,
        case num_nonnulls(sale_items.product_id, sale_items.service_id)
            when 0 then own
            when 1 then oracle.code(coalesce(products.currency, services.currency), own)
            else case
                when oracle.code(products.currency, own) = oracle.code(services.currency, own)
                    then oracle.code(products.currency, own)
                else 'unknown'
            end
        end as currency,
        quantity,
        sale_items.total_amount as amount,
        coalesce(lower(trim(status)), '') as status,
        products.cost as product_cost,
        services.cost as service_cost
    from sale_items
    inner join sales using (sale_id)
    inner join oracle.currencies using (company_id)
    left join products on products.product_id = sale_items.product_id and products.company_id = sales.company_id
    left join services on services.service_id = sale_items.service_id and services.company_id = sales.company_id
    where sales.deleted_at is null
)

select
    lines.*,
    case kind when 'product' then product_cost when 'service' then service_cost end as cost,
    case
        when kind = 'invalid' then '(invalid)'
        else coalesce(cast(product_id as text), cast(service_id as text), '(unknown)')
    end as item,
    status in ('completed', 'pending') as counts,
    status in ('cancelled', 'refunded') as is_void
from lines;

-- C20: (on hand, average) after one more movement. What comes in at a cost is averaged with what is there.
create function oracle.after(held numeric[], quantity integer, cost numeric) returns numeric[]
language sql immutable
return array[
    held[1] + quantity,
    case
        when cost is null or quantity <= 0 then held[2]
        when held[2] is null or held[1] <= 0 then cost
        else round((held[1] * held[2] + quantity * cost) / (held[1] + quantity), 6)
    end
];

create aggregate oracle.stock(quantity integer, cost numeric) (
    sfunc = oracle.after,
    stype = numeric[],
    initcond = '{0,null}'
);

analyze oracle.currencies, oracle.earned, oracle.signed, oracle.parts, oracle.came, oracle.paid, oracle.judged,
    oracle.lines;
