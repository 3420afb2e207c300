-- B6: the day that a night records.
select cast(business_id as text), day
from oracle.closed
