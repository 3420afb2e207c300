-- Businesses and their users. The first has 30 % of all rows, the others share the rest as 1/2, 1/3, 1/4 ...
-- One has a single industry, one is deleted, one is quiet, one is suspended and tells its zone in words, one writes
-- its currency in small letters between blanks; two hold worked examples alone.
create table demo.businesses as
with
named as (
    select
        n,
        coalesce(
            (array['Alpine Home & Auto', 'Bayou Kitchen "Goods"', 'Capital Comfort', 'Dune Retail', 'Ended Services',
                'Fallow Fields', 'Grounded Garage', 'Worked Examples', 'Worked Neighbour'])[n],
            demo.pick('town' || n, 'Cedar', 'Maple', 'Lake', 'Harbor', 'Mesa', 'Summit')
                || ' ' || demo.pick('trade' || n, 'Services', 'Works', 'Group') || ' ' || n
        ) as name,
        coalesce(
            (array['whole', 'whole', 'whole', 'whole', 'deleted', 'quiet', 'suspended', 'worked', 'worked'])[n],
            'whole'
        ) as kind,
        (array['America/New_York', 'America/Los_Angeles', 'Europe/London', 'Asia/Kolkata', 'Australia/Lord_Howe',
            'America/Chicago', 'Eastern Time', 'UTC', 'America/New_York', 'Pacific/Chatham', 'Asia/Kathmandu', 'America/Santiago',
            'Africa/Casablanca', 'Pacific/Apia', 'America/St_Johns'])[1 + (n - 1) % 15] as zone,
        (array['USD', 'USD', ' gbp ', 'INR', 'AUD', 'USD', 'USD', 'USD', 'USD'])[1 + (n - 1) % 9] as currency,
        (array[null, null, null, 'ret', null, null, 'auto'])[n] as only_industry
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
    demo.id('business' || n) as id,
    'kx' || substr(md5('mark' || n || ':seed'), 1, 6) as mark,
    name,
    kind,
    zone,
    currency,
    only_industry,
    case when n = 1 then 0.3 else round(0.7 * weight / sum(weight) over (), 9) end as share,
    timestamptz ':today 00:00+00' - make_interval(days => demo.size('days') + 30) as created_at
from weighed;

-- Those with invented rows, how many parents of each kind they have, and their part of each industry.
create table demo.tenants as
select
    businesses.*,
    demo.part(share, 'customers') as customers,
    4 + demo.part(share, 'customers') / 300 as users,
    demo.part(share, 'catalogue') as products,
    case when coalesce(only_industry, 'hs') = 'hs' then share else 0 end as home_share,
    case when coalesce(only_industry, 'auto') = 'auto' then share else 0 end as auto_share,
    case when coalesce(only_industry, 'rest') = 'rest' then share else 0 end as restaurant_share,
    case when coalesce(only_industry, 'ret') = 'ret' then share else 0 end as retail_share
from demo.businesses as businesses
where share > 0;

insert into demo.strays
select one.id, other.id
from demo.tenants as one
inner join demo.tenants as other on other.n = 5 - one.n
where one.n in (2, 3);

-- The history ends an hour before the UTC day does.
create function demo.past(instant timestamptz) returns timestamptz
language sql immutable
return least(instant, timestamptz ':today 00:00+00' - interval '1 hour');

create function demo.moment(day date, key text) returns timestamptz
language sql immutable
return demo.past(
    timestamptz '2000-01-01 00:00+00' + (day - date '2000-01-01') * interval '24 hours'
    + demo.roll('second' || key, 86400) * interval '1 second'
);

insert into tenant_mgmt.businesses (
    id, business_name, legal_business_name, primary_industry, secondary_industries, primary_email, primary_phone,
    headquarters_address_line_1, headquarters_city, headquarters_state_province, headquarters_postal_code,
    headquarters_country, headquarters_location, default_timezone, default_currency, subscription_plan, plan_features,
    billing_cycle, tax_id_number, parent_business_id, location_hierarchy_level, total_customers,
    monthly_recurring_revenue, business_status, created_at, updated_at, deleted_at
)
select
    id,
    name || ' · ' || mark,
    name || ' LLC · ' || mark,
    coalesce(only_industry, (array['hs', 'rest', 'hs', 'ret', 'auto'])[1 + (n - 1) % 5]),
    case when only_industry is null then array['hs', 'auto', 'rest', 'ret'] else '{}' end,
    'office@' || mark || '.example',
    '+1 555 0100',
    n || ' Main Street · ' || mark,
    'Springfield', 'IL', '6' || lpad(cast(n as text), 4, '0'), 'US',
    'POINT(-89.65 39.78)',
    zone,
    currency,
    (array['starter', 'professional', 'enterprise'])[1 + n % 3],
    '{"reports": true}',
    'monthly',
    'secret-tax-' || mark,
    case when n > 9 and n % 4 = 0 then demo.id('business1') end,
    case when n > 9 and n % 4 = 0 then 1 else 0 end,
    null,
    (array[49, 199, 999])[1 + n % 3],
    case kind when 'suspended' then 'suspended' when 'deleted' then 'cancelled' else 'active' end,
    created_at,
    created_at,
    case when kind = 'deleted' then timestamptz ':today 00:00+00' - interval '40 days' end
from demo.businesses;

insert into tenant_mgmt.business_locations (
    id, business_id, location_name, location_code, location_type, address_line_1, city, state_province, postal_code,
    country, location_coordinates, timezone, location_revenue, location_status, created_at, updated_at
)
select
    demo.id('location' || n || '.' || k), id, (array['Main', 'Depot'])[k] || ' · ' || mark, 'L' || k, 'branch',
    k || ' Side Street · ' || mark, 'Springfield', 'IL', '62701', 'US', 'POINT(-89.6 39.7)', zone, 0, 'active', created_at,
    created_at
from demo.businesses
cross join generate_series(1, 2) as k
where kind <> 'quiet';

-- Daily and monthly rows of the same use: never to be added.
insert into tenant_mgmt.resource_usage (
    id, business_id, usage_period_start, usage_period_end, period_type, resource_category, resource_type,
    resource_unit, current_usage, usage_limit, unit_cost, total_cost, overage_units, overage_cost, is_billable,
    recorded_at
)
select
    demo.id('usage' || n || period || k), id, starts, starts + length, period, 'api', 'requests', 'count',
    used, granted, 0.000100, round(used * 0.0001, 2), greatest(used - granted, 0),
    round(greatest(used - granted, 0) * 0.0002, 2), true, starts + length
from demo.tenants
cross join (values ('daily', 60, interval '1 day', 1000), ('monthly', 12, interval '1 month', 30000))
    as periods (period, periods, length, granted)
cross join lateral generate_series(1, periods) as k
cross join lateral (
    select
        timestamptz ':today 00:00+00' - k * length as starts,
        cast(granted / 2 + demo.roll('usage' || n || period || k, granted) as numeric(15, 2)) as used
) as use;

-- The reports that they want, each to their own office; one has a word that nobody knows.
insert into tenant_mgmt.business_settings (
    id, business_id, category, setting_key, setting_name, setting_value, data_type, created_at, updated_at
)
select
    demo.id('report' || n || key), id, 'reports', key, 'Report · ' || mark,
    jsonb_build_object(
        'frequency', frequency, 'format', format, 'recipients', jsonb_build_array('office@' || mark || '.example')
    ),
    'object', created_at, created_at
from demo.tenants
cross join (values ('revenue', 'weekly', 'pdf'), ('customers', 'weekly', 'csv'), ('weather', 'weekly', 'pdf'))
    as reports (key, frequency, format)
where key <> 'weather' or n = 1;

-- A bookkeeper works for all of them; the quiet business has one user, and nothing else.
insert into user_mgmt.users (id, email, first_name, last_name, created_at)
select
    demo.id('user' || n || '.' || k), 'user' || k || '@' || mark || '.example',
    demo.pick('first' || n || '.' || k, 'Ann', 'Ben', 'Chloë', 'Dev', 'Eve'),
    demo.pick('last' || n || '.' || k, 'Smith', 'O''Hara', 'García', 'Lee') || ' · ' || mark, created_at
from (
    select businesses.*, coalesce(tenants.users, 1) as users
    from demo.businesses as businesses
    left join demo.tenants as tenants using (id)
) as employers
cross join lateral generate_series(1, users) as k
union all
select demo.id('bookkeeper'), 'books@everybody.example', 'Books', 'Keeper', timestamptz ':today 00:00+00' - interval '900 days';

insert into user_mgmt.business_users (
    id, user_id, business_id, role, role_level, status, invited_at, joined_at, custom_permissions
)
select
    demo.id('member' || n || '.' || k), demo.id('user' || n || '.' || k), id,
    case k when 1 then 'owner' when 2 then 'manager' else 'staff' end, least(k, 3),
    case when k % 6 = 0 then 'inactive' else 'active' end, created_at, created_at, cast('{}' as jsonb)
from (
    select businesses.*, coalesce(tenants.users, 1) as users
    from demo.businesses as businesses
    left join demo.tenants as tenants using (id)
) as employers
cross join lateral generate_series(1, users) as k
union all
select demo.id('member books' || n), demo.id('bookkeeper'), id, 'accountant', 4, 'active', created_at, created_at, cast('{}' as jsonb)
from demo.tenants;

insert into security_mgmt.enhanced_user_sessions (
    id, user_id, business_id, session_token_hash, device_fingerprint, ip_address, geolocation, risk_score, trust_level
)
select
    demo.id('session' || n || '.' || k || '.' || s), demo.id('user' || n || '.' || k), id,
    'secret-session-' || mark || '-' || k || '-' || s, 'secret-device-' || mark, '192.0.2.1', 'POINT(-89.6 39.7)',
    demo.roll('risk' || n || k || s, 100), demo.pick('trust' || n || k || s, 'low', 'medium', 'high')
from demo.tenants
cross join lateral generate_series(1, users) as k
cross join generate_series(1, 3) as s;

insert into security_mgmt.incident_response (
    id, business_id, incident_id, incident_type, severity, detected_at, incident_commander, response_team,
    containment_at, closure_at, incident_status, created_at, updated_at
)
select
    demo.id('incident' || n || '.' || k), id, 'INC-' || k, demo.pick('incident' || n || k, 'phishing', 'outage', 'access'),
    demo.pick('severity' || n || k, 'low', 'medium', 'high', 'critical'), seen, demo.id('user' || n || '.1'),
    array[demo.id('user' || n || '.2'), demo.id('user' || n || '.2'), demo.id('nobody')],
    case when k % 5 > 0 then demo.past(seen + interval '3 hours') end,
    case when k % 3 > 0 then demo.past(seen + interval '40 hours') end,
    case when k % 3 > 0 then 'closed' else 'open' end, seen, seen
from demo.tenants
cross join generate_series(1, 6) as k
cross join lateral (select demo.moment(demo.day('incident' || n || k), 'incident' || n || k) as seen) as times;
