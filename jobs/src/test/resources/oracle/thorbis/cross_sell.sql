-- T3 by business: customers of two industries among those of one.
with
revenue as (
    select business_id, member_id, industry
    from oracle.earned
    where member = 'known'
    group by business_id, member_id, industry
    having sum(gross) <> 0
),

used as (
    select business_id, member_id, count(*) as industries from revenue group by business_id, member_id
)

select
    cast(customers.business_id as text),
    cast(count(*) as integer),
    cast(count(industries) as integer),
    cast(count(*) filter (where industries > 1) as integer),
    cast(cast(count(*) filter (where industries > 1) as numeric) / nullif(count(industries), 0) as numeric(18, 4))
from hs.customers
inner join oracle.businesses using (business_id)
left join used on used.business_id = customers.business_id and used.member_id = cast(customers.id as text)
where deleted_at is null
group by customers.business_id
