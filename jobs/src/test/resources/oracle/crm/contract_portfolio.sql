-- C3: a contract and its installments.
with
summed as (
    select
        parts.contract_id,
        sum(amount) as amount,
        count(*) as count,
        count(*) - count(distinct installment_number) as repeated,
        sum(due) filter (where not is_void) as due,
        sum(coalesce(paid, 0)) filter (where not is_void) as paid,
        sum(coalesce(paid, 0)) filter (where is_void) as paid_of_void,
        sum(greatest(due - coalesce(paid, 0), 0)) filter (where not is_void and contract_deleted_at is null) as open,
        sum(greatest(due - coalesce(paid, 0), 0))
            filter (where not is_void and contract_deleted_at is null and due_date < d.day) as overdue,
        min(due_date)
            filter (
                where not is_void and contract_deleted_at is null and due > coalesce(paid, 0) and due_date >= d.day
            ) as next_due
    from oracle.parts
    cross join oracle.d
    left join oracle.paid using (company_id, installment_id)
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
