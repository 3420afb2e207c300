with
-- The days that a company was recorded on, each with the one before it.
days as (
    select
        company_id,
        day,
        lag(day) over (partition by company_id order by day asc nulls last) as previous_day
    from (
        select distinct
            company_id,
            day
        from recorded.deal_stages
    ) as recorded_days
),

moves as (
    select
        deals.company_id,
        deals.day,
        coalesce(earlier.stage, '(none)') as from_stage,
        deals.stage as to_stage,
        deals.currency,
        deals.value
    from recorded.deal_stages as deals
    inner join days
        on days.company_id = deals.company_id
        and days.day = deals.day
    left join recorded.deal_stages as earlier
        on earlier.company_id = deals.company_id
        and earlier.deal_id = deals.deal_id
        and earlier.day = days.previous_day
    where earlier.stage is null or earlier.stage <> deals.stage
    union all
    select
        earlier.company_id,
        days.day,
        earlier.stage as from_stage,
        '(none)' as to_stage,
        earlier.currency,
        earlier.value
    from recorded.deal_stages as earlier
    inner join days
        on days.company_id = earlier.company_id
        and days.previous_day = earlier.day
    left join recorded.deal_stages as deals
        on deals.company_id = earlier.company_id
        and deals.deal_id = earlier.deal_id
        and deals.day = days.day
    where deals.deal_id is null
),

final as (
    select
        company_id,
        day,
        from_stage,
        to_stage,
        currency,
        count(*) as deals,
        coalesce(sum(value), 0) as value
    from moves
    group by company_id, day, from_stage, to_stage, currency
)

select
    company_id,
    day,
    from_stage,
    to_stage,
    currency,
    deals,
    value,
    :release as release
from final
