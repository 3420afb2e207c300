with
live_tenants as (
    select
        tenants.company_id,
        local_date(:as_of_instant, zone_offsets.offset_seconds) as as_of_date
    from facts.tenants as tenants
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = tenants.zone
        and :as_of_instant >= zone_offsets.from_utc
        and :as_of_instant < zone_offsets.to_utc
    where tenants.is_live
),

schedules as (
    select
        schedules.company_id,
        schedules.schedule_id,
        live_tenants.as_of_date,
        schedules.report_type,
        case
            when lower(trim(schedules.frequency)) in ('daily', 'weekly', 'monthly')
                then lower(trim(schedules.frequency))
            else 'other'
        end as frequency,
        schedules.is_active,
        schedules.last_run_local_date,
        schedules.next_run_local_date,
        schedules.is_active and coalesce(schedules.next_run_at <= :as_of_instant, false) as is_due,
        case
            when schedules.is_active and schedules.next_run_at <= :as_of_instant
                then seconds_between(schedules.next_run_at, :as_of_instant)
            else 0
        end as late_seconds,
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
),

counted as (
    select
        company_id,
        schedule_id,
        as_of_date,
        report_type,
        frequency,
        is_active,
        last_run_local_date,
        next_run_local_date,
        is_due,
        late_seconds,
        day_of_month,
        next_month,
        case
            when not is_due then 0
            when frequency = 'daily' then int_div(late_seconds, 86400) + 1
            when frequency = 'weekly' then int_div(late_seconds, 604800) + 1
            when frequency = 'monthly'
                then greatest(
                    1,
                    this_month - next_month
                    + case
                        when least(day_of_month, extract(day from month_end(as_of_date)))
                            <= extract(day from as_of_date)
                            then 1
                        else 0
                    end
                )
        end as missed_runs
    from schedules
),

final as (
    select
        company_id,
        schedule_id,
        as_of_date,
        report_type,
        frequency,
        is_active,
        last_run_local_date,
        next_run_local_date,
        is_due,
        late_seconds,
        day_of_month,
        missed_runs,
        make_date(
            cast(int_div(next_month + missed_runs, 12) as integer),
            cast(mod(next_month + missed_runs, 12) + 1 as integer),
            1
        ) as coming_month
    from counted
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
    case
        when not is_active then null
        when frequency = 'daily' then next_run_local_date + cast(missed_runs as integer)
        when frequency = 'weekly' then next_run_local_date + cast(missed_runs * 7 as integer)
        when frequency = 'monthly'
            then least(month_end(coming_month), coming_month + cast(day_of_month - 1 as integer))
    end as coming_run_date,
    :release as release
from final
