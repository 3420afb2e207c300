with
final as (
    select
        centers.company_id,
        closed_days.day,
        centers.cost_center_id,
        centers.name,
        coalesce(centers.is_active, false) as is_active,
        centers.budget,
        centers.actual_spend as stored_spend
    from facts.cost_centers as centers
    inner join marts.closed_days as closed_days
        on closed_days.company_id = centers.company_id
    where coalesce(centers.created_local_date <= closed_days.day, true)
        and (not centers.is_deleted or centers.deleted_local_date > closed_days.day)
)

select
    company_id,
    day,
    cost_center_id,
    name,
    is_active,
    budget,
    stored_spend,
    :as_of_instant as as_of_instant,
    :release as release
from final
