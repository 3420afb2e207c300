-- C15: open deals by owner and stage, each value by its probability.
with
d as (
    select cast(:as_of_instant at time zone 'America/Sao_Paulo' as date) as day
),

judged as (
    select
        deals.*,
        case
            when lower(trim(status)) in ('open', 'won', 'lost') then lower(trim(status))
            when trim(coalesce(status, '')) <> '' then 'other'
            when lower(trim(stage)) in ('lead', 'qualified', 'proposal', 'negotiation') then 'open'
            when lower(trim(stage)) = 'closed_won' then 'won'
            when lower(trim(stage)) = 'closed_lost' then 'lost'
            else 'other'
        end as fate,
        probability / case
            when (select max(probability) from deals as each where each.company_id = deals.company_id) <= 1 then 1
            else 100
        end as share
    from deals
    inner join companies using (company_id)
    where companies.deleted_at is null and deals.deleted_at is null
)

select
    cast(company_id as text),
    coalesce(
        case when owner_user_id is null then '(unassigned)' end,
        (
            select cast(user_id as text)
            from users
            where users.user_id = deals.owner_user_id and users.company_id = deals.company_id
        ),
        '(unknown)'
    ) as owner,
    coalesce(nullif(lower(trim(stage)), ''), '(none)') as stage,
    currency,
    d.day,
    cast(count(*) filter (where fate = 'open') as integer),
    cast(count(*) filter (where fate = 'other') as integer),
    cast(count(*) filter (where fate = 'open' and value is null) as integer),
    cast(coalesce(sum(value) filter (where fate = 'open'), 0) as numeric(18, 2)),
    cast(coalesce(sum(value * share) filter (where fate = 'open'), 0) as numeric(18, 2)),
    coalesce(sum(d.day - cast(created_at as date)) filter (where fate = 'open'), 0),
    cast(avg(d.day - cast(created_at as date)) filter (where fate = 'open') as numeric(18, 1)),
    cast(count(*) filter (where fate = 'open' and expected_close_date < d.day) as integer)
from judged as deals
cross join d
where fate in ('open', 'other')
group by company_id, 2, 3, currency, d.day
