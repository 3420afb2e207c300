-- C1: due, paid until D, open, days past due, bucket. What a deleted contract leaves open is told apart.
with
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
            when contract_deleted_at is not null then 'deleted'
            when d.day - due_date <= 0 then 'current'
            when d.day - due_date between 1 and 30 then '1-30'
            when d.day - due_date between 31 and 60 then '31-60'
            when d.day - due_date between 61 and 90 then '61-90'
            when d.day - due_date > 90 then '90+'
        end as bucket
    from oracle.parts
    cross join oracle.d
    left join oracle.paid using (company_id, installment_id)
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
    cast(case when is_void or contract_deleted_at is not null then 0 else greatest(due - paid, 0) end as numeric(18, 2)),
    cast(case when not is_void and contract_deleted_at is not null then greatest(due - paid, 0) else 0 end as numeric(18, 2)),
    cast(case when is_void then greatest(paid, 0) else greatest(paid - due, 0) end as numeric(18, 2)),
    dpd,
    bucket,
    lower(trim(status)),
    lower(trim(status)) is distinct from case bucket
        when 'void' then 'cancelled'
        when 'settled' then 'paid'
        when 'current' then 'pending'
        when 'deleted' then case when due_date < day then 'overdue' else 'pending' end
        else 'overdue'
    end,
    cast(repeated as integer),
    cast(other as integer)
from aged
