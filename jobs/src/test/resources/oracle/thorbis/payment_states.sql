-- T20: every payment, whether it counts on D or not.
select
    cast(business_id as text),
    cast(id as text),
    cast(invoice_id as text),
    member,
    fate,
    cast(amount as numeric(18, 2)),
    cast(signed as numeric(18, 2)),
    on_day
from oracle.payments
