-- T5: retention(c, k) = customers of cohort c with an order done in month c + k, by the size of c.
with
months as (
    select distinct business_id, member_id, d, cast(date_trunc('month', happened_on) as date) as month
    from oracle.earned
    where member = 'known' and happened_at < cut
),

firsts as (
    select business_id, member_id, max(d) as d, min(month) as cohort from months group by business_id, member_id
),

ages as (
    select
        firsts.*,
        cast(row_number() over (partition by business_id, member_id order by month) - 1 as integer) as age,
        cast(month as date) as month
    from firsts
    cross join lateral generate_series(cast(cohort as timestamp), cast(d as timestamp), interval '1 month') as month
)

select
    cast(ages.business_id as text),
    cohort,
    age,
    cast(count(*) as integer),
    cast(count(months.month) as integer),
    cast(cast(count(months.month) as numeric) / count(*) as numeric(18, 4))
from ages
left join months using (business_id, member_id, month)
group by ages.business_id, cohort, age, ages.d, month
-- what is a thousand months ago is there where somebody came back
having month > cast(date_trunc('month', ages.d) - interval '1000 months' as date) or count(months.month) > 0
