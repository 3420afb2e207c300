-- C21: won and lost deals by the number of their activities.
with
judged as (
    select
        deals.*,
        case
            when lower(trim(status)) in ('open', 'won', 'lost') then lower(trim(status))
            when trim(coalesce(status, '')) <> '' then 'other'
            when lower(trim(stage)) = 'closed_won' then 'won'
            when lower(trim(stage)) = 'closed_lost' then 'lost'
            else 'open'
        end as fate,
        (
            select count(*)
            from activities
            where activities.deal_id = deals.deal_id
                and activities.company_id = deals.company_id
                and activities.deleted_at is null
        ) as touches
    from deals
    inner join companies using (company_id)
    where companies.deleted_at is null and deals.deleted_at is null
)

select
    cast(company_id as text),
    cast(touches as integer),
    cast(count(*) as integer),
    cast(count(*) filter (where fate = 'won') as integer),
    cast(count(*) filter (where fate = 'lost') as integer),
    cast(
        cast(count(*) filter (where fate = 'won') as numeric)
        / nullif(count(*) filter (where fate in ('won', 'lost')), 0) as numeric(18, 4)
    )
from judged
group by company_id, touches
