-- C26: what is read of what users were told.
select
    cast(company_id as text),
    cast(notifications.created_at as date),
    cast(count(*) as integer),
    cast(count(*) filter (where is_read) as integer),
    cast(avg(case when is_read then 1.0 else 0 end) as numeric(18, 4))
from notifications
inner join companies using (company_id)
where deleted_at is null
group by company_id, cast(notifications.created_at as date)
