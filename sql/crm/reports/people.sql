-- The users, what they are, and whether a report may go to them or be asked by them: those that are
-- active and not deleted.
select
    users.user_id as id,
    users.company_id as tenant,
    users.email,
    users.role,
    users.deleted_at is null and users.is_active as is_active
from facts.users as users
order by users.company_id nulls last, users.user_id nulls last
