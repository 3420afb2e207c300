-- C1: due, paid until D, open, days past due, bucket.
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

aged as (
    select
        parts.*,
        d.day,
        coalesce(paid, 0) as paid,
        coalesce(repeated, 0) as repeated,
        coalesce(other, 0) as other,
        d.day - due_date as dpd,
        case
            when is_void then 'void'
            when due - coalesce(paid, 0) <= 0 then 'settled'
            when d.day - due_date <= 0 then 'current'
            when d.day - due_date between 1 and 30 then '1-30'
            when d.day - due_date between 31 and 60 then '31-60'
            when d.day - due_date between 61 and 90 then '61-90'
            when d.day - due_date > 90 then '90+'
        end as bucket
    from parts
    cross join oracle.d
    left join paid using (company_id, installment_id)
)

select
    cast(company_id as text),
    cast(installment_id as text),
    day,
    cast(contract_id as text),
    contract_deleted_at is not null,
    installment_number,
    due_date,
    amount,
    cast(due as numeric(18, 2)),
    cast(paid as numeric(18, 2)),
    cast(case when is_void then 0 else greatest(due - paid, 0) end as numeric(18, 2)),
    cast(case when is_void then greatest(paid, 0) else greatest(paid - due, 0) end as numeric(18, 2)),
    dpd,
    bucket,
    lower(trim(status)),
    lower(trim(status)) is distinct from case bucket
        when 'void' then 'cancelled' when 'settled' then 'paid' when 'current' then 'pending' else 'overdue'
    end,
    cast(repeated as integer),
    cast(other as integer)
from aged
