-- C2: dues by due month, money by the month in which it came.
with
dues as (
    select
        parts.company_id,
        parts.contract_id,
        date_trunc('month', parts.due_date) as month,
        sum(due) filter (where not is_void) as billed,
        count(*) filter (where not is_void and due_date <= d.day) as due_count,
        count(*) filter (where not is_void and due_date <= d.day and due <= least(coalesce(in_time, 0), coalesce(all_time, 0))) as on_time,
        sum(coalesce(all_time, 0)) filter (where not is_void) as on_dues,
        sum(coalesce(received, 0)) filter (where not is_void) as received,
        sum(coalesce(received_days, 0)) filter (where not is_void) as received_days
    from oracle.parts
    cross join oracle.d
    left join (
        select
            company_id,
            installment_id,
            sum(signed) as all_time,
            sum(signed) filter (where payment_date <= contract_installments.due_date) as in_time,
            sum(signed) filter (where signed > 0) as received,
            sum(signed_days) filter (where signed > 0) as received_days
        from oracle.came
        inner join contract_installments using (installment_id)
        group by company_id, installment_id
    ) as each_came
        using (company_id, installment_id)
    group by parts.company_id, parts.contract_id, date_trunc('month', parts.due_date)
),

money as (
    select came.company_id, contract_id, date_trunc('month', payment_date) as month, sum(signed) as collected
    from oracle.came
    inner join contract_installments using (installment_id)
    group by came.company_id, contract_id, date_trunc('month', payment_date)
)

select
    cast(company_id as text),
    cast(contract_id as text),
    cast(month as date),
    coalesce(
        (
            select cast(contacts.contact_id as text)
            from contracts
            inner join contacts
                on contacts.contact_id = contracts.contact_id and contacts.company_id = contracts.company_id
            where contracts.contract_id = months.contract_id
        ),
        '(unknown)'
    ),
    (select deleted_at is not null from contracts where contracts.contract_id = months.contract_id),
    cast(coalesce(billed, 0) as numeric(18, 2)),
    cast(coalesce(collected, 0) as numeric(18, 2)),
    cast(coalesce(due_count, 0) as integer),
    cast(coalesce(on_time, 0) as integer),
    cast(on_time / nullif(cast(due_count as numeric), 0) as numeric(9, 4)),
    cast(coalesce(on_dues, 0) as numeric(18, 2)),
    cast(on_dues / nullif(billed, 0) as numeric(18, 4)),
    cast(coalesce(received, 0) as numeric(18, 2)),
    cast(coalesce(received_days, 0) as numeric(24, 2)),
    cast(received_days / nullif(received, 0) as numeric(18, 2))
from dues
full join money using (company_id, contract_id, month)
    as months
