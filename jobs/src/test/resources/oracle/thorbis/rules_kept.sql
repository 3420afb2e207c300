-- T30, business by business.
select
    cast(business_id as text),
    place,
    rule,
    cast(count(*) as integer),
    cast(count(*) filter (where bad) as integer),
    cast(1 - count(*) filter (where bad) / cast(count(*) as numeric) as numeric(18, 4))
from oracle.asked
group by business_id, place, rule
