with recursive
-- From each business up to those that it is a part of. What comes back to where it began is a
-- cycle; nobody climbs beyond ten, and who is still climbing then is below one.
climbs (member_id, above_id, steps) as (
    select
        tenants.business_id as member_id,
        parents.business_id as above_id,
        1 as steps
    from facts.tenants as tenants
    inner join facts.tenants as parents
        on parents.business_id = tenants.parent_business_id
    where tenants.is_live
    union all
    select
        climbs.member_id,
        parents.business_id as above_id,
        climbs.steps + 1 as steps
    from climbs
    inner join facts.tenants as businesses
        on businesses.business_id = climbs.above_id
    inner join facts.tenants as parents
        on parents.business_id = businesses.parent_business_id
    where climbs.steps < 10 and climbs.above_id <> climbs.member_id
)

select
    '(global)' as business_id,
    member_id,
    steps,
    above_id,
    above_id = member_id or steps = 10 as comes_back,
    :release as release
from climbs
