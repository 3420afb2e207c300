-- T20: collected are completed payments with reversals, whether or not there is an invoice.
select
    cast(business_id as text),
    on_day,
    member,
    cast(count(*) as integer),
    cast(coalesce(sum(signed) filter (where fate = 'collected'), 0) as numeric(18, 2)),
    cast(coalesce(sum(signed) filter (where fate = 'other'), 0) as numeric(18, 2))
from oracle.payments
where fate <> 'later'
group by business_id, on_day, member
