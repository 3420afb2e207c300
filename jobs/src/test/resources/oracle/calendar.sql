-- The calendar by its description, in PostgreSQL's own calendar functions: ISO weeks, interval arithmetic.
select
    cast(live_tenants.id as text) as organization_id,
    cast(day as date) as day,
    cast(extract(isodow from day) as integer) as weekday,
    cast(day - make_interval(days => (cast(extract(isodow from day) as integer) + 7
        - case organizations.week_start_day when 0 then 7 else organizations.week_start_day end) % 7)
        as date) as week_start,
    cast(to_char(day, 'IW') as integer) as iso_week,
    cast(to_char(day, 'IYYY') as integer) as iso_year,
    cast(extract(month from day) as integer) as month,
    cast(date_trunc('month', day) + interval '1 month' - interval '1 day' as date) as month_end,
    cast(extract(quarter from day) as integer) as quarter,
    cast(extract(year from day) as integer) as year,
    cast(extract(quarter from day - make_interval(months => organizations.fiscal_year_start - 1))
        as integer) as fiscal_quarter,
    cast(extract(year from day + make_interval(months => (13 - organizations.fiscal_year_start) % 12,
        days => 0)) as integer) as fiscal_year,
    holiday.is_one as is_holiday,
    not holiday.is_one
        and coalesce(
            (
                select bool_or(
                    business_hours_config.weekly_schedule
                        -> (array['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday',
                            'sunday'])[cast(extract(isodow from day) as integer)] ->> 'start' is not null
                )
                from business_hours_config
                where business_hours_config.organization_id = live_tenants.id
                    and business_hours_config.is_default
            ),
            extract(isodow from day) < 6
        ) as is_working_day
from oracle.live_tenants
inner join organizations on organizations.id = live_tenants.id
cross join lateral generate_series(
    date_trunc('year', cast(oracle.local_date(:as_of_instant, live_tenants.zone) as timestamp))
        - interval '10 years',
    date_trunc('year', cast(oracle.local_date(:as_of_instant, live_tenants.zone) as timestamp))
        + interval '3 years' - interval '1 day',
    interval '1 day'
) as day
cross join lateral (
    select exists (
        select
        from organization_holidays
        where organization_holidays.organization_id = live_tenants.id
            and case
                when organization_holidays.is_recurring
                    then to_char(organization_holidays.date, 'MMDD') = to_char(day, 'MMDD')
                else organization_holidays.date = day
            end
    ) as is_one
) as holiday
order by live_tenants.id, day
