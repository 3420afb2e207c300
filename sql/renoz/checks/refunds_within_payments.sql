select
    organization_id,
    order_id
from facts.payments
where not is_deleted
group by organization_id, order_id
having sum(case when is_refund then amount else 0 end)
    > sum(case when is_refund then 0 else amount end)
