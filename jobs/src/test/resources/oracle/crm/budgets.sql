-- B6: what cost centres may spend, and say that they spent, when the last day ended.
select cast(company_id as text), day, cast(cost_center_id as text), name, coalesce(is_active, false), budget, actual_spend
from cost_centers
inner join oracle.closed using (company_id)
where coalesce(created_at < cut, true) and coalesce(deleted_at >= cut, true)
