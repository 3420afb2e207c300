-- B6: the day that a night records.
select cast(company_id as text), day
from oracle.closed
