-- B6: what agreements said when the last day ended.
select
    cast(business_id as text),
    day,
    cast(id as text),
    coalesce(nullif(lower(trim(agreement_status)), ''), '(none)'),
    coalesce(auto_renewal, false),
    total_visits_per_year,
    visits_completed,
    cast(agreement_value as numeric(18, 2)),
    start_date,
    end_date
from hs.service_agreements
inner join oracle.closed using (business_id)
where created_at is null or created_at < cut
