-- C3: a contract and its installments.
with
parts as (
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
    where companies.deleted_at is null
),

paid as (
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
    group by payments.company_id, contract_installment_id
),

summed as (
    select
        parts.contract_id,
        sum(amount) as amount,
        count(*) as count,
        count(*) - count(distinct installment_number) as repeated,
        sum(due) filter (where not is_void) as due,
        sum(coalesce(paid, 0)) filter (where not is_void) as paid,
        sum(coalesce(paid, 0)) filter (where is_void) as paid_of_void,
        sum(greatest(due - coalesce(paid, 0), 0)) filter (where not is_void) as open,
        sum(greatest(due - coalesce(paid, 0), 0)) filter (where not is_void and due_date < d.day) as overdue,
        min(due_date) filter (where not is_void and due > coalesce(paid, 0) and due_date >= d.day) as next_due
    from parts
    cross join oracle.d
    left join paid using (company_id, installment_id)
    group by parts.contract_id
),

missing as (
    select contract_id, count(*) as missing
    from (
        select contract_id, generate_series(1, max(installment_number)) as number
        from contract_installments
        group by contract_id
    ) as expected
    where not exists (
        select
        from contract_installments
        where contract_installments.contract_id = expected.contract_id and installment_number = number
    )
    group by contract_id
)

select
    cast(contracts.company_id as text),
    cast(contract_id as text),
    d.day,
    coalesce(cast(contacts.contact_id as text), '(unknown)'),
    contracts.deleted_at is not null,
    coalesce(lower(trim(contracts.status)), ''),
    total_value,
    cast(coalesce(amount, 0) as numeric(18, 2)),
    cast(total_value - coalesce(amount, 0) as numeric(18, 2)),
    installment_count,
    cast(coalesce(count, 0) as integer),
    cast(coalesce(repeated, 0) as integer),
    cast(coalesce(missing, 0) as integer),
    cast(coalesce(due, 0) as numeric(18, 2)),
    cast(coalesce(paid, 0) as numeric(18, 2)),
    cast(coalesce(paid_of_void, 0) as numeric(18, 2)),
    cast(coalesce(open, 0) as numeric(18, 2)),
    cast(coalesce(overdue, 0) as numeric(18, 2)),
    next_due,
    cast(coalesce(paid, 0) / nullif(due, 0) as numeric(18, 4))
from contracts
inner join companies on companies.company_id = contracts.company_id and companies.deleted_at is null
cross join oracle.d
left join contacts on contacts.contact_id = contracts.contact_id and contacts.company_id = contracts.company_id
left join summed using (contract_id)
left join missing using (contract_id)
