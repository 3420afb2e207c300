-- T18: whatever is counted, deleted or not.
select
    cast(business_id as text),
    kind,
    cast(id as text),
    number,
    current_stock,
    reserved,
    reorder_point,
    cast(cost as numeric(18, 2)),
    cast(price as numeric(18, 2)),
    cast(created_at at time zone zone as date),
    deleted_at is not null,
    cast(deleted_at at time zone zone as date)
from oracle.stock
inner join oracle.businesses using (business_id)
