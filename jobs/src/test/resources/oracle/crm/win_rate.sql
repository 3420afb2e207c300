-- C16: won of won and lost, by number and by value; days from creation to closing.
with
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
        end as fate
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
    ),
    cast(date_trunc('month', actual_close_date) as date),
    currency,
    cast(count(*) filter (where fate = 'won') as integer),
    cast(count(*) filter (where fate = 'lost') as integer),
    cast(count(*) as integer),
    cast(cast(count(*) filter (where fate = 'won') as numeric) / count(*) as numeric(18, 4)),
    cast(coalesce(sum(value) filter (where fate = 'won'), 0) as numeric(18, 2)),
    cast(coalesce(sum(value), 0) as numeric(18, 2)),
    cast(
        coalesce(sum(value) filter (where fate = 'won'), 0) / nullif(sum(value), 0) as numeric(18, 4)
    ),
    cast(count(actual_close_date) as integer),
    coalesce(sum(actual_close_date - cast(created_at as date)), 0),
    cast(avg(actual_close_date - cast(created_at as date)) as numeric(18, 1))
from judged as deals
where fate in ('won', 'lost')
group by company_id, 2, 3, currency
