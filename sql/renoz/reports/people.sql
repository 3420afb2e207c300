-- The users, what they are, and whether a report may go to them or be asked by them: those that are
-- active and not deleted.
select
    users.id,
    users.organization_id as tenant,
    users.email,
    users.role,
    users.deleted_at is null and users.status = 'active' as is_active
from raw.users as users
order by users.organization_id nulls last, users.id nulls last
