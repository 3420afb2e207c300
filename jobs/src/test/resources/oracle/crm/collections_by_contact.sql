-- C2: dues and money by contact.
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

came as (
    select
        parts.company_id,
        parts.installment_id,
        payment_date,
        signed,
        signed * greatest(payment_date - due_date, 0) as signed_days
    from oracle.signed
    inner join payments using (payment_id)
    inner join parts
        on parts.company_id = payments.company_id
        and parts.installment_id = payments.contract_installment_id
    cross join oracle.d
    where payment_date <= d.day
),

each_came as (
    select
        company_id,
        installment_id,
        sum(signed) as all_time,
        sum(signed) filter (where payment_date <= contract_installments.due_date) as in_time,
        sum(signed) filter (where signed > 0) as received,
        sum(signed_days) filter (where signed > 0) as received_days
    from came
    inner join contract_installments using (installment_id)
    group by company_id, installment_id
)

select
    cast(parts.company_id as text),
    coalesce(cast(contacts.contact_id as text), '(unknown)'),
    cast(coalesce(sum(due) filter (where not is_void), 0) as numeric(18, 2)),
    cast(coalesce(sum(all_time), 0) as numeric(18, 2)),
    cast(count(*) filter (where not is_void and due_date <= d.day) as integer),
    cast(
        count(*) filter (
            where not is_void and due_date <= d.day and due <= least(coalesce(in_time, 0), coalesce(all_time, 0))
        ) as integer
    ),
    cast(
        cast(
            count(*) filter (
                where not is_void and due_date <= d.day and due <= least(coalesce(in_time, 0), coalesce(all_time, 0))
            ) as numeric
        ) / nullif(count(*) filter (where not is_void and due_date <= d.day), 0) as numeric(9, 4)
    ),
    cast(coalesce(sum(all_time) filter (where not is_void), 0) as numeric(18, 2)),
    cast(
        coalesce(sum(all_time) filter (where not is_void), 0)
        / nullif(sum(due) filter (where not is_void), 0) as numeric(18, 4)
    ),
    cast(coalesce(sum(received) filter (where not is_void), 0) as numeric(18, 2)),
    cast(coalesce(sum(received_days) filter (where not is_void), 0) as numeric(24, 2)),
    cast(
        sum(received_days) filter (where not is_void)
        / nullif(sum(received) filter (where not is_void), 0) as numeric(18, 2)
    )
from parts
cross join oracle.d
left join each_came using (company_id, installment_id)
left join contacts on contacts.contact_id = parts.contact_id and contacts.company_id = parts.company_id
group by parts.company_id, 2
