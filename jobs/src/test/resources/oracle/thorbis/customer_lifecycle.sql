-- T4, strict mode: calendar days of the business, and "later than", so that exactly 90 days is dormant.
select
    cast(customers.business_id as text),
    cast(customers.id as text),
    day,
    last_at,
    case
        when last_at is null then 'never'
        when last_at > cast(day + 1 - 90 as timestamp) at time zone zone then 'active'
        when last_at > cast(day + 1 - 365 as timestamp) at time zone zone then 'dormant'
        else 'inactive'
    end
from hs.customers
inner join oracle.businesses as businesses using (business_id)
left join (
    select business_id, member_id, max(happened_at) as last_at
    from oracle.earned
    where happened_at < cut
    group by business_id, member_id
) as lasts on lasts.business_id = customers.business_id and lasts.member_id = cast(customers.id as text)
where deleted_at is null
