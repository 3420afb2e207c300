-- C2: dues and money by contact, of contracts that are there and of deleted ones.
with
each_came as (
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
)

select
    cast(parts.company_id as text),
    coalesce(cast(contacts.contact_id as text), '(unknown)'),
    contract_deleted_at is not null,
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
from oracle.parts
cross join oracle.d
left join each_came using (company_id, installment_id)
left join contacts on contacts.contact_id = parts.contact_id and contacts.company_id = parts.company_id
group by parts.company_id, 2, 3
