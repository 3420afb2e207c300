-- What the words of the README make of an order, and how many have each.
select
    cast(business_id as text),
    industry,
    coalesce(word, ''),
    state,
    state <> 'other' or (industry = 'ret' and coalesce(word, '') = 'returned'),
    cast(count(*) as integer)
from oracle.orders
group by business_id, industry, coalesce(word, ''), state
