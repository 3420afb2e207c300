-- The custom reports that a user keeps at hand.
select
    report_favorites.organization_id as tenant,
    report_favorites.user_id as user_id,
    report_favorites.report_id
from raw.report_favorites as report_favorites
where report_favorites.report_type = 'custom'
    and report_favorites.report_id is not null
order by report_favorites.organization_id nulls last, report_favorites.user_id nulls last,
    report_favorites.report_id nulls last
