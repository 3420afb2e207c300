with
final as (
    select
        agreements.business_id,
        closed_days.day,
        agreements.service_agreement_id,
        coalesce(nullif(lower(trim(agreements.agreement_status)), ''), '(none)') as agreement_status,
        coalesce(agreements.auto_renewal, false) as is_renewing,
        agreements.total_visits_per_year,
        agreements.visits_completed,
        agreements.agreement_value,
        agreements.start_date,
        agreements.end_date
    from facts.hs_service_agreements as agreements
    inner join marts.closed_days as closed_days
        on closed_days.business_id = agreements.business_id
    where coalesce(agreements.created_local_date <= closed_days.day, true)
)

select
    business_id,
    day,
    service_agreement_id,
    agreement_status,
    is_renewing,
    total_visits_per_year,
    visits_completed,
    agreement_value,
    start_date,
    end_date,
    :as_of_instant as as_of_instant,
    :release as release
from final
