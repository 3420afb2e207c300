-- T29: whom each business is a part of.
with recursive
walk as (
    select live.business_id as start, parent_business_id as above, 1 as steps
    from oracle.businesses as live
    inner join tenant_mgmt.businesses as businesses on businesses.id = live.business_id
    where parent_business_id is not null
    union all
    select start, parent_business_id, steps + 1
    from walk
    inner join tenant_mgmt.businesses as businesses on businesses.id = above
    where parent_business_id is not null and above <> start and steps < 10
)

select '(global)', cast(start as text), steps, cast(above as text), above = start or steps = 10
from walk
