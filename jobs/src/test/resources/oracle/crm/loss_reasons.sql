-- C16: why deals were lost.
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
    coalesce(nullif(lower(trim(loss_reason)), ''), '(none)'),
    currency,
    cast(count(*) as integer),
    cast(coalesce(sum(value), 0) as numeric(18, 2))
from judged as deals
where fate = 'lost'
group by company_id, 2, 3, 4, currency
