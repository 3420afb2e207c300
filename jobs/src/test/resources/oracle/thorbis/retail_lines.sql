-- T15, line by line.
select
    cast(business_id as text),
    cast(id as text),
    coalesce(cast(product as text), '(unknown)'),
    coalesce(cast(category as text), '(none)'),
    channel,
    on_day,
    is_return,
    quantity,
    cast(written as numeric(18, 2)),
    cast(amount as numeric(18, 2)),
    cast(expected as numeric(18, 2)),
    cast(cost as numeric(18, 2)),
    differs
from oracle.retail_lines
