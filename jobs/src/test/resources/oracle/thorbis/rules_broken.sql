-- T30: the rows themselves.
select
    cast(business_id as text),
    place,
    rule,
    cast(id as text)
from oracle.asked
where bad
