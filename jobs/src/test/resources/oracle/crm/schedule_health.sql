-- C25: due runs, and the day of the next one: every day, every week, or a day of the month that a short month
-- brings forward to its end.
with
d as (
    select
        :as_of_instant at time zone 'America/Sao_Paulo' as now,
        cast(:as_of_instant at time zone 'America/Sao_Paulo' as date) as day
),

schedules as (
    select
        report_schedules.*,
        case
            when lower(trim(frequency)) in ('daily', 'weekly', 'monthly') then lower(trim(frequency))
            else 'other'
        end as rule,
        is_active and coalesce(next_run_at <= d.now, false) as is_due,
        coalesce(
            case when parameters ->> 'day_of_month' in ('29', '30', '31')
                then cast(parameters ->> 'day_of_month' as integer) end,
            cast(extract(day from next_run_at) as integer)
        ) as day_of_month,
        d.now,
        d.day
    from report_schedules
    inner join companies using (company_id)
    cross join d
    where deleted_at is null
),

-- The run that the source says is next, and those after it by the rule.
runs as (
    select
        schedule_id,
        number,
        case
            when number = 0 then next_run_at
            when rule = 'daily' then next_run_at + number * interval '1 day'
            when rule = 'weekly' then next_run_at + number * interval '7 days'
            else next_run_at - cast(next_run_at as date) + date_trunc('month', next_run_at) + number * interval '1 month'
                + least(
                    day_of_month,
                    extract(
                        day from date_trunc('month', next_run_at) + (number + 1) * interval '1 month' - interval '1 day'
                    )
                ) * interval '1 day' - interval '1 day'
        end as moment
    from schedules
    cross join generate_series(0, 1000) as number
    where rule <> 'other' and is_active and next_run_at is not null
),

counted as (
    select
        schedules.*,
        case
            when not is_due then 0
            when rule <> 'other'
                then (
                    select greatest(count(*), 1)
                    from runs
                    where runs.schedule_id = schedules.schedule_id
                        and moment <= now
                )
        end as missed
    from schedules
)

select
    cast(company_id as text),
    cast(counted.schedule_id as text),
    day,
    report_type,
    rule,
    is_active,
    cast(last_run_at as date),
    cast(next_run_at as date),
    is_due,
    case when is_due then cast(floor(extract(epoch from now - next_run_at)) as bigint) else 0 end,
    cast(missed as integer),
    cast(moment as date),
    next_run_at at time zone 'America/Sao_Paulo',
    case
        when missed = 0 then moment at time zone 'America/Sao_Paulo'
        else date_trunc('second', moment at time zone 'America/Sao_Paulo')
    end
from counted
left join runs on runs.schedule_id = counted.schedule_id and number = missed
