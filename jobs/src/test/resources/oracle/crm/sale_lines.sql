-- C19: line by line what is sold.
select
    cast(company_id as text),
    cast(sale_item_id as text),
    cast(sale_id as text),
    case when counts then 'counts' when is_void then 'nothing' else 'other' end,
    kind,
    item,
    currency,
    quantity,
    amount,
    case when currency = own then amount else 0.00 end,
    cast(quantity * cost as numeric(18, 2)),
    currency <> own,
    sale_date
from oracle.lines
