-- The users, what they are, and whether they may ask: those that are active and not deleted.
select
    users.id,
    users.organization_id as tenant,
    users.role,
    users.deleted_at is null and users.status = 'active' as may_ask
from raw.users as users
order by users.organization_id nulls last, users.id nulls last
