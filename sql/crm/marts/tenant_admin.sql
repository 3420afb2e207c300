with
live_tenants as (
    select
        tenants.company_id,
        local_date(:as_of_instant, zone_offsets.offset_seconds) as as_of_date
    from facts.tenants as tenants
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = tenants.zone
        and :as_of_instant >= zone_offsets.from_utc
        and :as_of_instant < zone_offsets.to_utc
    where tenants.is_live
),

users_by_company as (
    select
        company_id,
        count(*) as users,
        count(*) filter (where is_active) as active_users,
        max(last_login_local_date) as last_login_date
    from facts.users
    where not is_deleted
    group by company_id
),

roles_by_company as (
    select
        company_id,
        count(*) as roles
    from facts.user_roles
    group by company_id
),

granted as (
    select
        company_id,
        count(distinct user_id) as users_with_role
    from facts.user_permissions
    where user_is_active and not user_is_deleted and granted_name is not null
    group by company_id
),

domains_by_company as (
    select
        company_id,
        count(*) as domains,
        count(verified_at) as verified_domains,
        count(*) filter (where is_primary) as primary_domains
    from facts.company_domains
    group by company_id
),

settings_by_company as (
    select
        company_id,
        count(*) as rows_of_settings
    from facts.company_settings
    group by company_id
),

final as (
    select
        live_tenants.company_id,
        live_tenants.as_of_date,
        coalesce(users.users, 0) as users,
        coalesce(users.active_users, 0) as active_users,
        users.last_login_date,
        coalesce(roles.roles, 0) as roles,
        coalesce(granted.users_with_role, 0) as users_with_role,
        coalesce(domains.domains, 0) as domains,
        coalesce(domains.verified_domains, 0) as verified_domains,
        coalesce(domains.primary_domains, 0) as primary_domains,
        coalesce(settings.rows_of_settings, 0) as rows_of_settings
    from live_tenants
    left join users_by_company as users
        on users.company_id = live_tenants.company_id
    left join roles_by_company as roles
        on roles.company_id = live_tenants.company_id
    left join granted
        on granted.company_id = live_tenants.company_id
    left join domains_by_company as domains
        on domains.company_id = live_tenants.company_id
    left join settings_by_company as settings
        on settings.company_id = live_tenants.company_id
)

select
    company_id,
    as_of_date,
    users,
    active_users,
    last_login_date,
    days_between(last_login_date, as_of_date) as days_since_login,
    roles,
    users_with_role,
    domains,
    verified_domains,
    primary_domains,
    primary_domains = 1 as has_one_primary_domain,
    rows_of_settings,
    rows_of_settings > 0 as has_settings,
    :release as release
from final
