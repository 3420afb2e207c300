with
-- D, and what the clocks of a company's zone show at the snapshot.
live_tenants as (
    select
        tenants.company_id,
        tenants.zone,
        local_date(:as_of_instant, zone_offsets.offset_seconds) as as_of_date,
        seconds_between(
            cast(local_date(:as_of_instant, zone_offsets.offset_seconds) as timestamp),
            instant_at(:as_of_instant, -zone_offsets.offset_seconds)
        ) as second_of_day
    from facts.tenants as tenants
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = tenants.zone
        and :as_of_instant >= zone_offsets.from_utc
        and :as_of_instant < zone_offsets.to_utc
    where tenants.is_live
),

-- The next run as the source has it, by the same clocks.
schedules as (
    select
        schedules.company_id,
        schedules.schedule_id,
        live_tenants.zone,
        live_tenants.as_of_date,
        schedules.report_type,
        case
            when lower(trim(schedules.frequency)) in ('daily', 'weekly', 'monthly')
                then lower(trim(schedules.frequency))
            else 'other'
        end as frequency,
        schedules.is_active,
        schedules.last_run_local_date,
        schedules.next_run_at,
        schedules.next_run_local_date,
        schedules.is_active and coalesce(schedules.next_run_at <= :as_of_instant, false) as is_due,
        case
            when schedules.is_active and schedules.next_run_at <= :as_of_instant
                then seconds_between(schedules.next_run_at, :as_of_instant)
            else 0
        end as late_seconds,
        seconds_between(
            cast(schedules.next_run_local_date as timestamp),
            instant_at(schedules.next_run_at, -zone_offsets.offset_seconds)
        ) as run_second,
        live_tenants.second_of_day,
        -- Of a month that is shorter the last day.
        case json_text(schedules.parameters, 'day_of_month')
            when '29' then 29
            when '30' then 30
            when '31' then 31
            else extract(day from schedules.next_run_local_date)
        end as day_of_month,
        extract(year from schedules.next_run_local_date) * 12
            + extract(month from schedules.next_run_local_date) - 1 as next_month,
        extract(year from live_tenants.as_of_date) * 12
            + extract(month from live_tenants.as_of_date) - 1 as this_month
    from facts.report_schedules as schedules
    inner join live_tenants
        on live_tenants.company_id = schedules.company_id
    left join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = live_tenants.zone
        and schedules.next_run_at >= zone_offsets.from_utc
        and schedules.next_run_at < zone_offsets.to_utc
),

-- Runs that the clocks say were to be: the one that the source has, and those of the rule after it.
counted as (
    select
        company_id,
        schedule_id,
        zone,
        as_of_date,
        report_type,
        frequency,
        is_active,
        last_run_local_date,
        next_run_at,
        next_run_local_date,
        is_due,
        late_seconds,
        run_second,
        day_of_month,
        next_month,
        case
            when not is_due then 0
            when frequency in ('daily', 'weekly')
                then int_div(
                    days_between(next_run_local_date, as_of_date)
                        - case when run_second > second_of_day then 1 else 0 end,
                    case when frequency = 'daily' then 1 else 7 end
                ) + 1
            when frequency = 'monthly'
                then this_month - next_month
                    + case
                        when least(day_of_month, extract(day from month_end(as_of_date)))
                            < extract(day from as_of_date)
                            then 1
                        when least(day_of_month, extract(day from month_end(as_of_date)))
                            = extract(day from as_of_date)
                            and run_second <= second_of_day
                            then 1
                        else 0
                    end
        end as shown_runs
    from schedules
),

-- The first runs after them: where clocks were put back they show less than has passed, so that one
-- more may have been.
steps as (
    select step
    from (values (0), (1)) as steps (step)
),

runs as (
    select
        counted.company_id,
        counted.schedule_id,
        counted.zone,
        counted.run_second,
        counted.frequency,
        counted.next_run_at,
        counted.next_run_local_date,
        counted.day_of_month,
        greatest(counted.shown_runs, case when counted.is_due then 1 else 0 end) + steps.step
            as number,
        make_date(
            cast(
                int_div(
                    cast(counted.next_month as bigint)
                    + greatest(counted.shown_runs, case when counted.is_due then 1 else 0 end)
                    + steps.step,
                    12
                ) as integer
            ),
            cast(
                mod(
                    cast(counted.next_month as bigint)
                    + greatest(counted.shown_runs, case when counted.is_due then 1 else 0 end)
                    + steps.step,
                    12
                ) + 1 as integer
            ),
            1
        ) as month
    from counted
    cross join steps
    where counted.is_active and counted.frequency <> 'other'
        and counted.next_run_local_date is not null
),

dated_runs as (
    select
        company_id,
        schedule_id,
        zone,
        run_second,
        number,
        next_run_at,
        case
            when number = 0 then next_run_local_date
            when frequency = 'daily' then next_run_local_date + cast(number as integer)
            when frequency = 'weekly' then next_run_local_date + cast(number * 7 as integer)
            else least(month_end(month), month + cast(day_of_month - 1 as integer))
        end as run_date
    from runs
),

-- What the source has is an instant; of the others clocks say the time. Where they skip it, it is when
-- they were set, where they show it twice the first.
timed_runs as (
    select
        dated_runs.company_id,
        dated_runs.schedule_id,
        dated_runs.number,
        dated_runs.run_date,
        min(
            case
                when dated_runs.number = 0 then dated_runs.next_run_at
                else greatest(
                    instant_at(
                        cast(dated_runs.run_date as timestamp),
                        zone_offsets.offset_seconds - dated_runs.run_second
                    ),
                    zone_offsets.from_utc
                )
            end
        ) as run_at
    from dated_runs
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = dated_runs.zone
        and instant_at(
            cast(dated_runs.run_date as timestamp),
            zone_offsets.offset_seconds - dated_runs.run_second
        ) < zone_offsets.to_utc
        and zone_offsets.from_utc < cast(dated_runs.run_date + 3 as timestamp)
    group by
        dated_runs.company_id,
        dated_runs.schedule_id,
        dated_runs.number,
        dated_runs.run_date
),

coming_runs as (
    select
        company_id,
        schedule_id,
        number,
        run_date,
        run_at,
        row_number() over (
            partition by company_id, schedule_id
            order by number asc nulls last
        ) as place
    from timed_runs
    where run_at > :as_of_instant
),

final as (
    select
        counted.company_id,
        counted.schedule_id,
        counted.as_of_date,
        counted.report_type,
        counted.frequency,
        counted.is_active,
        counted.last_run_local_date,
        counted.next_run_local_date,
        counted.is_due,
        counted.late_seconds,
        case
            when not counted.is_due then 0
            when counted.frequency <> 'other' then coming_runs.number
        end as missed_runs,
        coming_runs.run_date,
        counted.next_run_at,
        coming_runs.run_at
    from counted
    left join coming_runs
        on coming_runs.company_id = counted.company_id
        and coming_runs.schedule_id = counted.schedule_id
        and coming_runs.place = 1
)

select
    company_id,
    schedule_id,
    as_of_date,
    report_type,
    frequency,
    is_active,
    last_run_local_date as last_run_date,
    next_run_local_date as next_run_date,
    is_due,
    late_seconds,
    missed_runs,
    run_date as coming_run_date,
    next_run_at,
    run_at as coming_run_at,
    :release as release
from final
