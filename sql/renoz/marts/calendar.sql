with
digits as (
    select n
    from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as digit (n)
),

local_todays as (
    select
        tenants.organization_id,
        case
            when tenants.fiscal_year_start between 1 and 12 then tenants.fiscal_year_start
            else 7
        end as fiscal_year_start,
        case
            when tenants.week_start_day between 1 and 7 then tenants.week_start_day
            when tenants.week_start_day = 0 then 7
            else 1
        end as week_start_day,
        cast(
            extract(year from local_date(:as_of_instant, zone_offsets.offset_seconds)) as integer
        ) as this_year
    from facts.tenants as tenants
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = tenants.zone
        and :as_of_instant >= zone_offsets.from_utc
        and :as_of_instant < zone_offsets.to_utc
    where tenants.is_live
),

days as (
    select
        local_todays.organization_id,
        local_todays.fiscal_year_start,
        local_todays.week_start_day,
        make_date(local_todays.this_year + 2, 12, 31) as last_day,
        make_date(local_todays.this_year - 10, 1, 1)
            + (ones.n + tens.n * 10 + hundreds.n * 100 + thousands.n * 1000) as day
    from local_todays
    cross join digits as ones
    cross join digits as tens
    cross join digits as hundreds
    cross join digits as thousands
    where thousands.n < 5
),

worked_weekdays as (
    select
        organization_id,
        bool_or(json_text(weekly_schedule, 'monday.start') is not null) as works_monday,
        bool_or(json_text(weekly_schedule, 'tuesday.start') is not null) as works_tuesday,
        bool_or(json_text(weekly_schedule, 'wednesday.start') is not null) as works_wednesday,
        bool_or(json_text(weekly_schedule, 'thursday.start') is not null) as works_thursday,
        bool_or(json_text(weekly_schedule, 'friday.start') is not null) as works_friday,
        bool_or(json_text(weekly_schedule, 'saturday.start') is not null) as works_saturday,
        bool_or(json_text(weekly_schedule, 'sunday.start') is not null) as works_sunday
    from facts.business_hours
    where tenant_is_live and is_default
    group by organization_id
),

single_holidays as (
    select distinct
        organization_id,
        day
    from facts.holidays
    where tenant_is_live and not is_recurring
),

yearly_holidays as (
    select distinct
        organization_id,
        extract(month from day) as month,
        extract(day from day) as day_of_month
    from facts.holidays
    where tenant_is_live and is_recurring
),

final as (
    select
        days.organization_id,
        days.day,
        iso_weekday(days.day) as weekday,
        days.day - mod(iso_weekday(days.day) - days.week_start_day + 7, 7) as week_start,
        extract(week from days.day) as iso_week,
        extract(year from days.day - iso_weekday(days.day) + 4) as iso_year,
        extract(month from days.day) as month,
        extract(quarter from days.day) as quarter,
        extract(year from days.day) as year,
        month_end(days.day) as month_end,
        extract(year from days.day)
            + case
                when days.fiscal_year_start > 1
                    and extract(month from days.day) >= days.fiscal_year_start
                    then 1
                else 0
            end as fiscal_year,
        int_div(mod(extract(month from days.day) - days.fiscal_year_start + 12, 12), 3) + 1
            as fiscal_quarter,
        single_holidays.day is not null or yearly_holidays.month is not null as is_holiday,
        case iso_weekday(days.day)
            when 1 then coalesce(worked_weekdays.works_monday, true)
            when 2 then coalesce(worked_weekdays.works_tuesday, true)
            when 3 then coalesce(worked_weekdays.works_wednesday, true)
            when 4 then coalesce(worked_weekdays.works_thursday, true)
            when 5 then coalesce(worked_weekdays.works_friday, true)
            when 6 then coalesce(worked_weekdays.works_saturday, false)
            else coalesce(worked_weekdays.works_sunday, false)
        end as is_worked_weekday
    from days
    left join worked_weekdays
        on worked_weekdays.organization_id = days.organization_id
    left join single_holidays
        on single_holidays.organization_id = days.organization_id
        and single_holidays.day = days.day
    left join yearly_holidays
        on yearly_holidays.organization_id = days.organization_id
        and yearly_holidays.month = extract(month from days.day)
        and yearly_holidays.day_of_month = extract(day from days.day)
    where days.day <= days.last_day
)

select
    organization_id,
    day,
    weekday,
    week_start,
    iso_week,
    iso_year,
    month,
    month_end,
    quarter,
    year,
    fiscal_quarter,
    fiscal_year,
    is_holiday,
    is_worked_weekday and not is_holiday as is_working_day,
    :release as release
from final
