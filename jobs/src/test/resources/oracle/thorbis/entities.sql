-- All that there is of eight kinds.
select
    cast(business_id as text),
    kind,
    cast(id as text),
    lower(trim(status)),
    gone
from oracle.entities
