-- F_order.
select
    cast(business_id as text),
    industry,
    cast(id as text),
    number,
    member,
    case when member in ('known', 'deleted') then cast(customer_id as text) end,
    happened_at,
    happened_on,
    case
        when happened_at = cast(happened_on as timestamp) at time zone zone then happened_on - 1
        else happened_on
    end,
    word,
    state,
    sign,
    cast(total as numeric(18, 2)),
    cast(gross as numeric(18, 2)),
    cast(net as numeric(18, 2)),
    state <> 'void' and sign <> 0,
    state = 'earned' and sign <> 0,
    state <> 'other' or (industry = 'ret' and coalesce(word, '') = 'returned'),
    is_deleted
from oracle.orders
