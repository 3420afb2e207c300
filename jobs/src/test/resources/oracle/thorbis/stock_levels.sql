-- B6: what was there when the last day ended.
select
    cast(business_id as text),
    day,
    kind,
    cast(id as text),
    number,
    current_stock,
    reserved,
    cast(cost as numeric(18, 2)),
    cast(price as numeric(18, 2))
from oracle.stock
inner join oracle.closed using (business_id)
where (created_at is null or created_at < cut) and (deleted_at is null or deleted_at >= cut)
