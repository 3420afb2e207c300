-- What T30 compares: a row's own sum and that of its lines.
select
    cast(business_id as text),
    place,
    cast(id as text),
    added is not null,
    cast(coalesce(subtotal, 0) as numeric(18, 2)),
    cast(coalesce(added, 0) as numeric(18, 2))
from oracle.parts
inner join oracle.businesses using (business_id)
