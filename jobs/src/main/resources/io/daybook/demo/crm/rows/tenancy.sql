-- Companies and their users. The first has 30 % of all rows, the others share the rest as 1/2, 1/3, 1/4 ...
-- One is quiet, one is deleted, one is behind with its payments, one holds worked examples alone.
create table demo.companies as
with
named as (
    select
        n,
        coalesce(
            (array['Aurora Distribuidora Ltda', 'Brisa & Mar Comércio', 'Café "Zero" Importação',
                'Delta Ñandú Serviços', 'Encerrada & Filhos', 'Fonte Quieta', 'Grão Suspenso',
                'Worked Examples'])[n],
            demo.pick('town' || n, 'Ipê', 'Jatobá', 'Lume', 'Mangue', 'Norte', 'Pedra', 'Rio', 'Sol')
                || ' ' || demo.pick('trade' || n, 'Comércio', 'Indústria', 'Serviços') || ' ' || n
        ) as name,
        coalesce(
            (array['whole', 'whole', 'whole', 'whole', 'deleted', 'quiet', 'suspended', 'worked'])[n],
            'whole'
        ) as kind
    from generate_series(1, demo.size('tenants')) as n
),

weighed as (
    select
        named.*,
        case when kind in ('quiet', 'worked') or n = 1 then 0 else 1.0 / n end as weight
    from named
)

select
    n,
    demo.id('company' || n) as id,
    'kx' || substr(md5('mark' || n || ':seed'), 1, 6) as mark,
    name,
    kind,
    case when n = 1 then 0.3 else round(0.7 * weight / sum(weight) over (), 9) end as share,
    timestamp ':today' - make_interval(days => demo.size('days') + 30) as created_at
from weighed;

-- Those with invented rows, and how many parents of each kind they have.
create table demo.tenants as
select
    companies.*,
    demo.part(share, 'people') as contacts,
    demo.part(share, 'catalogue') as products,
    greatest(5, demo.part(share, 'catalogue') / 3) as services,
    3 + demo.part(share, 'people') / 200 as users,
    demo.part(share, 'invoices') as invoices,
    3 as accounts,
    4 as cost_centers
from demo.companies as companies
where share > 0;

insert into demo.strays
select one.id, other.id
from demo.tenants as one
inner join demo.tenants as other on other.n = 5 - one.n
where one.n in (2, 3);

-- Naive times have no zone to end in: the history ends four hours before midnight, which is yesterday from
-- Asia to the west of Brazil.
create function demo.past(instant timestamp) returns timestamp
language sql immutable
return least(instant, timestamp ':today' - interval '4 hours');

create function demo.moment(day date, key text) returns timestamp
language sql immutable
return demo.past(day + demo.roll('second' || key, 86400) * interval '1 second');

insert into companies (
    company_id, name, address_street, address_number, address_postal_code, address_neighborhood,
    address_city, address_state, phone, website, created_at, updated_at, deleted_at
)
select
    id,
    name || ' · ' || mark,
    'Rua das Flores · ' || mark,
    cast(n * 10 as text),
    '01310-' || lpad(cast(n as text), 3, '0'),
    'Centro',
    demo.pick('city' || n, 'São Paulo', 'Recife', 'Porto Alegre', 'Manaus'),
    demo.pick('state' || n, 'SP', 'PE', 'RS', 'AM'),
    '+55 11 5555-' || lpad(cast(n as text), 4, '0'),
    'https://' || mark || '.example',
    created_at,
    created_at,
    case when kind = 'deleted' then timestamp ':today' - interval '40 days' end
from demo.companies;

insert into company_settings (
    company_id, razao_social, cnpj, endereco, telefone, theme_settings, security_settings,
    integration_settings, updated_at
)
select
    id, name || ' S.A. · ' || mark, '00.000.000/0001-' || lpad(cast(n as text), 2, '0'), 'Centro · ' || mark,
    '+55 11 5555-0000', '{"dark": false}', '{"two_factor": "optional"}', '{}', created_at
from demo.companies;

-- A zone here is free text, and no region in two cases of ten; a currency, too, and one company has none; a
-- fiscal year, and one begins in no month.
insert into tenant_settings (setting_id, company_id, setting_key, setting_value, data_type, updated_at)
select demo.id('setting' || n || key), id, key, value, kind_of_value, created_at
from demo.companies
cross join lateral (
    values
        ('timezone', (array['America/Sao_Paulo', 'America/Manaus', 'America/Noronha', 'Asia/Kathmandu',
            'America/Sao_Paulo', 'Pacific/Chatham', 'GMT-3', 'UTC', 'America/Rio_Branco', 'brasilia'])
            [1 + (n - 1) % 10], 'string'),
        ('currency', case n when 3 then ' jpy ' when 4 then null when 6 then 'Sek' else 'BRL' end, 'string'),
        ('fiscal_year_start', case kind when 'worked' then '7' when 'quiet' then 'July' else '1' end, 'integer')
) as settings (key, value, kind_of_value)
where value is not null;

insert into company_domains (domain_id, company_id, domain_name, is_primary, verified_at, created_at)
select
    demo.id('domain' || n || '.' || k), id,
    case k when 1 then mark || '.example' else 'shop-' || k || '.' || mark || '.example' end,
    k = 1,
    case when k < 3 then created_at + interval '1 day' end,
    created_at
from demo.companies
cross join generate_series(1, 3) as k;

insert into plans (plan_id, name, price_monthly, price_yearly, features, limits, is_active, created_at)
select
    demo.id('plan' || name), name, monthly, monthly * 10, '{"reports": true}',
    jsonb_build_object('users', users), name <> 'Legacy', timestamp '2020-01-01'
from (values ('Free', 0.00, 2), ('Starter', 49.90, 5), ('Growth', 149.90, 25), ('Scale', 499.00, 200),
    ('Legacy', 89.00, 10)) as plans (name, monthly, users);

-- A history of subscriptions, each ending on the day on which the next begins: half of them yearly, every
-- third without a price of its own, so that the plan's counts.
insert into subscriptions (
    subscription_id, company_id, plan_id, plan_name, price, currency, billing_cycle, status, start_date,
    end_date, next_billing_date, stripe_subscription_id, idempotency_key, created_at
)
with
steps as (
    select
        tenants.*,
        k,
        2 + demo.roll('steps' || n, 2) as steps,
        (array['Starter', 'Growth', 'Scale'])[k] as plan,
        (array['monthly', 'yearly', 'quarterly'])[1 + (n + k) % 3] as cycle,
        cast(tenants.created_at as date) + (k - 1) * (demo.size('days') / 3) as start_date
    from demo.tenants as tenants
    cross join generate_series(1, 3) as k
)

select
    demo.id('subscription' || n || '.' || k),
    steps.id,
    demo.id('plan' || plan),
    plan,
    case when (n + k) % 3 = 0 then null
        else (array[49.90, 149.90, 499.00])[k] * case cycle when 'yearly' then 10 when 'quarterly' then 3 else 1 end
    end,
    case when n % 4 = 0 and k = 3 then 'USD' else 'BRL' end,
    cycle,
    case
        when k < steps then 'expired'
        when kind = 'suspended' then 'suspended'
        when kind = 'deleted' then 'cancelled'
        else 'active'
    end,
    start_date,
    case
        when k < steps then cast(steps.created_at as date) + k * (demo.size('days') / 3)
        when kind = 'deleted' then date ':today' - 40
        -- Cancelled, and paid for until then.
        when n = 4 then date ':today' + 20
    end,
    case when k = steps and kind <> 'deleted' then date ':today' + 15 end,
    'sub_' || substr(md5('stripe' || n || k || ':seed'), 1, 14),
    'sub-' || n || '-' || k,
    cast(start_date as timestamp)
from steps
where k <= steps;

-- The quiet company has one user, and nothing else.
insert into users (
    user_id, company_id, email, password_hash, first_name, last_name, phone, role, email_verified,
    is_active, last_login_at, created_at, updated_at, deleted_at
)
select
    demo.id('user' || companies.n || '.' || k),
    companies.id,
    case k when 1 then 'owner' else 'user' || k end || '@' || companies.mark || '.example',
    'secret-hash-' || companies.mark,
    demo.pick('first' || companies.n || '.' || k, 'Ana', 'Bruno', 'Célia', 'Davi', 'Íris', 'João'),
    demo.pick('last' || companies.n || '.' || k, 'Silva', 'Souza', 'O''Neil', 'Müller') || ' · ' || companies.mark,
    '+55 11 90000-' || lpad(cast(k as text), 4, '0'),
    case k when 1 then 'owner' when 2 then 'finance' else demo.pick('role' || companies.n || '.' || k, 'sales', 'support') end,
    k % 7 > 0,
    k % 9 > 0,
    case when k % 9 > 0 then demo.moment(demo.past(date ':today' - 1 - demo.roll('login' || companies.n || '.' || k, 60)), 'login' || k) end,
    companies.created_at,
    companies.created_at,
    case when k % 20 = 0 then timestamp ':today' - interval '100 days' end
from demo.companies as companies
left join demo.tenants as tenants on tenants.id = companies.id
cross join lateral generate_series(1, coalesce(tenants.users, 1)) as k;

insert into user_roles (role_id, company_id, name, permissions, is_system_role, created_at)
select
    demo.id('role' || n || role), id, role, permissions, role = 'admin', created_at
from demo.companies
cross join (values ('admin', '["*"]'::jsonb), ('finance', '["invoices", "reports"]'), ('sales', '["deals"]'))
    as roles (role, permissions);

insert into user_permissions (user_permission_id, user_id, role_id, created_at)
select
    demo.id('permission' || n || '.' || k || role),
    demo.id('user' || n || '.' || k),
    demo.id('role' || n || role),
    created_at
from demo.tenants
cross join lateral generate_series(1, users) as k
cross join lateral (
    select distinct role
    from unnest(array[
        case k when 1 then 'admin' when 2 then 'finance' else 'sales' end,
        case when k % 5 = 1 then 'finance' end
    ]) as role
    where role is not null
) as roles;

insert into sessions (session_id, user_id, expires_at, created_at)
select
    demo.id('session' || n || '.' || k || '.' || s),
    demo.id('user' || n || '.' || k),
    demo.moment(date ':today' - 1, 'session' || n || '.' || k || s) + interval '14 days',
    demo.moment(demo.past(date ':today' - s), 'session' || n || '.' || k || s)
from demo.tenants
cross join lateral generate_series(1, users) as k
cross join generate_series(1, 2) as s;

insert into oauth_accounts (
    oauth_account_id, user_id, provider, provider_user_id, access_token, refresh_token, expires_at,
    created_at, updated_at
)
select
    demo.id('oauth' || n || '.' || k), demo.id('user' || n || '.' || k), 'google',
    'g-' || substr(md5('google' || n || k || ':seed'), 1, 12), 'secret-access-' || mark, 'secret-refresh-' || mark,
    timestamp ':today' + interval '1 hour', created_at, created_at
from demo.tenants
cross join lateral generate_series(1, users, 3) as k;

insert into two_factors (two_factor_id, user_id, totp_secret, backup_codes, enabled_at, created_at)
select
    demo.id('totp' || n || '.' || k), demo.id('user' || n || '.' || k), 'secret-totp-' || mark,
    jsonb_build_array('secret-code-' || mark), created_at, created_at
from demo.tenants
cross join lateral generate_series(1, users, 4) as k;

insert into password_reset_tokens (token_id, user_id, token, expires_at, used_at, created_at)
select
    demo.id('reset' || n || '.' || k), demo.id('user' || n || '.' || k), 'secret-reset-' || mark || k,
    created_at + interval '1 day', case when k % 2 = 0 then created_at + interval '1 hour' end, created_at
from demo.tenants
cross join lateral generate_series(1, users, 5) as k;

insert into email_verification_tokens (token_id, user_id, token, expires_at, used_at, created_at)
select
    demo.id('verify' || n || '.' || k), demo.id('user' || n || '.' || k), 'secret-verify-' || mark || k,
    created_at + interval '2 days', created_at + interval '5 minutes', created_at
from demo.tenants
cross join lateral generate_series(1, users, 2) as k;
