-- Contacts, deals, what was done about them, and requests for credit.
insert into contacts (
    contact_id, company_id, type, first_name, last_name, email, phone, company_name, job_title,
    department, source, status, address_street, address_city, address_country, notes, tags, created_at,
    updated_at, deleted_at
)
with
made as (
    select
        tenants.id as company_id,
        tenants.mark,
        tenants.n || '.' || k as key,
        k,
        demo.moment(demo.day('contact' || tenants.n || '.' || k), 'contact' || tenants.n || '.' || k) as made_at
    from demo.tenants as tenants
    cross join lateral generate_series(1, tenants.contacts) as k
)

select
    demo.id('contact' || key),
    company_id,
    demo.pick('type' || key, 'person', 'person', 'organization'),
    demo.pick('first' || key, 'Ana', 'Bruno', 'Célia', 'Davi', 'Íris', 'João', null),
    demo.pick('last' || key, 'Silva', 'Souza', 'O''Neil', 'Müller', 'Nguyễn') || ' · ' || mark,
    'contact' || k || '@' || mark || '.example',
    '+55 21 9' || lpad(cast(demo.roll('phone' || key, 100000000) as text), 8, '0'),
    case when demo.roll('firm' || key, 3) = 0 then 'Firma ' || k || ' · ' || mark end,
    demo.pick('job' || key, 'Compras', 'Diretoria', null),
    demo.pick('department' || key, 'Financeiro', 'Operações', null),
    demo.pick('source' || key, 'site', 'referral', 'fair', 'cold_call', null),
    demo.pick('status' || key, 'lead', 'customer', 'customer', 'customer', 'inactive'),
    'Av. Central ' || k || ' · ' || mark,
    demo.pick('city' || key, 'São Paulo', 'Recife', 'Curitiba'),
    'BR',
    case when k % 50 = 0 then E'Two lines,\nand a "quote"\t\\ · ' || mark end,
    demo.pick('tags' || key, 'vip', 'vip,late', null, null),
    made_at,
    made_at,
    case when k % 20 = 0 then demo.past(made_at + interval '30 days') end
from made;

-- Some tenants write 0.4 for what others call 40: nothing but the largest value tells.
insert into deals (
    deal_id, company_id, contact_id, owner_user_id, name, description, value, currency, stage,
    probability, expected_close_date, actual_close_date, status, loss_reason, created_at, updated_at,
    deleted_at
)
with
made as (
    select
        tenants.*,
        tenants.n || '.' || k as key,
        k,
        demo.day('deal' || tenants.n || '.' || k) as made_on,
        demo.roll('stage' || tenants.n || '.' || k, 10) as stage_roll
    from demo.tenants as tenants
    cross join lateral generate_series(1, demo.part(tenants.share, 'deals')) as k
),

staged as (
    select
        made.*,
        made_on + 5 + demo.roll('cycle' || key, 90) as closes_on,
        case
            when stage_roll < 4 then 'won'
            when stage_roll < 7 then 'lost'
            else 'open'
        end as fate
    from made
),

closed as (
    select
        staged.*,
        case when fate <> 'open' and closes_on < date ':today' then fate else 'open' end as status
    from staged
)

select
    demo.id('deal' || key),
    id,
    demo.id('contact' || n || '.' || (1 + demo.skew('deal' || key, contacts))),
    case when demo.roll('owner' || key, 10) > 0
        then demo.id('user' || n || '.' || (1 + demo.roll('who' || key, users))) end,
    demo.pick('name' || key, 'Renewal', 'Expansion', 'New store', 'Pilot') || ' ' || k || ' · ' || mark,
    'As discussed · ' || mark,
    demo.money('deal' || key, 200, 80000),
    demo.pick('currency' || key, 'BRL', 'BRL', 'BRL', 'BRL', 'BRL', 'BRL', 'USD', 'EUR'),
    case status
        when 'won' then 'closed_won'
        when 'lost' then 'closed_lost'
        else (array['lead', 'qualified', 'proposal', 'negotiation'])[1 + demo.roll('open' || key, 4)]
    end,
    round(
        case status when 'won' then 100 when 'lost' then 0
            else (array[10, 25, 50, 75])[1 + demo.roll('open' || key, 4)] end
        / case when n % 3 = 0 then 100.0 else 1.0 end,
        2
    ),
    closes_on,
    case when status <> 'open' then closes_on end,
    status,
    case when status = 'lost' then demo.pick('why' || key, 'price', 'timing', 'competitor', null) end,
    demo.moment(made_on, 'deal' || key),
    demo.moment(demo.past(made_on + 3), 'deal' || key),
    case when k % 20 = 0 then demo.moment(demo.past(made_on + 10), 'gone' || key) end
from closed;

insert into activities (
    activity_id, company_id, user_id, contact_id, deal_id, type, subject, description, content,
    due_date, completed_date, status, created_at, updated_at, deleted_at
)
with
made as (
    select
        deals.*,
        a,
        deals.deal_id || '.' || a as key,
        demo.past(cast(deals.created_at as date) + a * (3 + demo.roll('gap' || deals.deal_id || a, 12)))
            as made_on
    from deals
    cross join lateral generate_series(1, 1 + demo.roll('touches' || deals.deal_id, 5)) as a
)

select
    demo.id('activity' || key),
    made.company_id,
    made.owner_user_id,
    made.contact_id,
    made.deal_id,
    demo.pick('type' || key, 'call', 'email', 'meeting', 'note'),
    demo.pick('subject' || key, 'Follow up', 'Proposal', 'Price') || ' · ' || tenants.mark,
    'With ' || made.name,
    null,
    made_on + 2,
    case when demo.roll('done' || key, 4) > 0 then demo.past(made_on + demo.roll('late' || key, 6)) end,
    case when demo.roll('done' || key, 4) > 0 then 'completed' else 'pending' end,
    demo.moment(made_on, 'activity' || key),
    demo.moment(made_on, 'activity' || key),
    case when demo.roll('gone' || key, 60) = 0 then demo.moment(demo.past(made_on + 1), 'gone' || key) end
from made
inner join demo.tenants as tenants on tenants.id = made.company_id;

insert into client_applications (
    application_id, company_id, contact_id, first_name, last_name, email, phone, cpf, cnpj,
    company_age, company_size, segment, revenue, has_physical_location, credit_purpose, notes, status,
    converted_at, created_at, updated_at, deleted_at
)
with
made as (
    select
        tenants.*,
        k,
        tenants.n || '.' || k as key,
        demo.day('application' || tenants.n || '.' || k) as made_on,
        demo.pick('fate' || tenants.n || '.' || k, 'submitted', 'analysing', 'approved', 'rejected',
            'converted', 'converted') as status
    from demo.tenants as tenants
    cross join lateral generate_series(1, tenants.contacts / 4) as k
)

select
    demo.id('application' || key), id,
    case when status = 'converted' then demo.id('contact' || n || '.' || demo.living(k)) end,
    'Ana', 'Silva · ' || mark, 'credit' || k || '@' || mark || '.example', '+55 11 98888-0000',
    'secret-cpf-' || mark, 'secret-cnpj-' || mark, 1 + demo.roll('age' || key, 30),
    demo.pick('size' || key, 'micro', 'small', 'medium'), demo.pick('segment' || key, 'retail', 'food', 'services'),
    demo.money('income' || key, 5000, 900000), k % 3 > 0, 'Working capital', null, status,
    case when status = 'converted' then demo.moment(demo.past(made_on + 12), 'converted' || key) end,
    demo.moment(made_on, 'application' || key), demo.moment(made_on, 'application' || key),
    case when k % 20 = 0 then demo.moment(demo.past(made_on + 2), 'gone' || key) end
from made;

insert into credit_analyses (
    analysis_id, company_id, client_application_id, analyst_user_id, risk_score, approved_amount,
    interest_rate, justification, status, created_at
)
select
    demo.id('analysis' || application.application_id || a),
    application.company_id,
    application.application_id,
    demo.id('user' || tenants.n || '.' || (1 + demo.roll('analyst' || application.application_id, tenants.users))),
    demo.money('risk' || application.application_id || a, 10, 100),
    case when application.status in ('approved', 'converted') then round(application.revenue / 10, 2) end,
    demo.money('rate' || application.application_id || a, 1, 9),
    'Books seen · ' || tenants.mark,
    case when application.status = 'rejected' then 'rejected'
        when application.status = 'analysing' then 'pending' else 'approved' end,
    application.created_at + a * interval '2 days'
from client_applications as application
inner join demo.tenants as tenants on tenants.id = application.company_id
cross join lateral generate_series(1, 1 + demo.roll('again' || application.application_id, 2)) as a
where application.status <> 'submitted'
    and application.created_at + a * interval '2 days' < timestamp ':today';
