-- Who may receive a report: users that are active and not deleted.
select
    users.id,
    users.organization_id as tenant,
    users.email,
    users.name,
    users.role
from raw.users as users
where users.deleted_at is null and users.status = 'active'
order by users.organization_id nulls last, users.id nulls last
