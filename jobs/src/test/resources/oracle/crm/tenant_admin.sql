-- C27: users, roles, domains and settings of a company.
with
living as (
    select * from users where deleted_at is null
)

select
    cast(companies.company_id as text),
    d.day,
    cast((select count(*) from living where living.company_id = companies.company_id) as integer),
    cast((select count(*) from living where living.company_id = companies.company_id and is_active) as integer),
    (select max(cast(last_login_at as date)) from living where living.company_id = companies.company_id),
    d.day - (select max(cast(last_login_at as date)) from living where living.company_id = companies.company_id),
    cast((select count(*) from user_roles where user_roles.company_id = companies.company_id) as integer),
    cast(
        (
            select count(*)
            from living
            where living.company_id = companies.company_id
                and is_active
                and exists (
                    select
                    from user_permissions
                    inner join user_roles using (role_id)
                    where user_permissions.user_id = living.user_id and user_roles.company_id = living.company_id
                )
        ) as integer
    ),
    cast(count(domain_id) as integer),
    cast(count(verified_at) as integer),
    cast(count(*) filter (where is_primary) as integer),
    count(*) filter (where is_primary) = 1,
    cast((select count(*) from company_settings where company_settings.company_id = companies.company_id) as integer),
    exists (select from company_settings where company_settings.company_id = companies.company_id)
from companies
cross join oracle.d
left join company_domains on company_domains.company_id = companies.company_id
where companies.deleted_at is null
group by companies.company_id, d.day
