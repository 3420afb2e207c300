select organization_id
from facts.tenants
where is_live
    and (
        coalesce(fiscal_year_start not between 1 and 12, true)
        or coalesce(week_start_day not between 0 and 7, true)
    )
