-- Who works for a business, and what they are there; one user may work for several. Addresses of users
-- stay in the source: the owner is written to at the business's own, of the others nobody is.
select
    members.business_user_id as id,
    members.business_id as tenant,
    case
        when lower(trim(members.role)) = 'owner' then coalesce(tenants.primary_email, '')
        else ''
    end as email,
    lower(trim(members.role)) as role,
    coalesce(states.state, 'other') = 'active' as is_active
from facts.user_mgmt_business_users as members
left join facts.status_map as states
    on states.column_name = 'user_mgmt.business_users.status'
    and states.word = lower(trim(members.status))
left join facts.tenants as tenants
    on tenants.business_id = members.business_id
order by members.business_id nulls last, members.business_user_id nulls last
