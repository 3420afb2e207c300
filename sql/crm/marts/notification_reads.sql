with
final as (
    select
        company_id,
        created_local_date as day,
        count(*) as notifications,
        count(*) filter (where is_read) as read_notifications
    from facts.notifications
    where tenant_is_live
    group by company_id, created_local_date
)

select
    company_id,
    day,
    notifications,
    read_notifications,
    ratio(read_notifications, notifications, 4) as read_share,
    :release as release
from final
