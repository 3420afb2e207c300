with
-- Work orders and repairs ask their customers; meals and sales do not.
answers as (
    select
        business_id,
        'hs' as industry,
        coalesce(completed_local_date, created_local_date) as day,
        coalesce(satisfaction_survey_sent, false) as is_asked,
        satisfaction_rating as rating,
        nps_score
    from facts.hs_work_orders
    where tenant_is_live and not is_deleted
    union all
    select
        business_id,
        'auto' as industry,
        coalesce(completed_local_date, actual_completion_local_date, created_local_date) as day,
        coalesce(satisfaction_survey_sent, false) as is_asked,
        satisfaction_rating as rating,
        cast(null as integer) as nps_score
    from facts.auto_repair_orders
    where tenant_is_live and not is_deleted
),

final as (
    select
        business_id,
        industry,
        cast(date_trunc('month', day) as date) as month,
        count(*) filter (where is_asked) as asked_orders,
        count(*) filter (where rating between 1 and 5) as rated_orders,
        coalesce(sum(rating) filter (where rating between 1 and 5), 0) as rating_sum,
        count(*) filter (where rating in (4, 5)) as satisfied_orders,
        count(*) filter (where rating = 3) as neutral_orders,
        count(*) filter (where rating in (1, 2)) as dissatisfied_orders,
        count(*) filter (where nps_score between 0 and 10) as scored_orders,
        count(*) filter (where nps_score in (9, 10)) as promoters,
        count(*) filter (where nps_score between 0 and 6) as detractors,
        count(*) filter (where rating not between 1 and 5 or nps_score not between 0 and 10)
            as odd_orders
    from answers
    where day is not null and (is_asked or rating is not null or nps_score is not null)
    group by business_id, industry, cast(date_trunc('month', day) as date)
)

select
    business_id,
    industry,
    month,
    asked_orders,
    rated_orders,
    ratio(rated_orders, asked_orders, 4) as response_rate,
    rating_sum,
    ratio(rating_sum, rated_orders, 2) as mean_rating,
    satisfied_orders,
    neutral_orders,
    dissatisfied_orders,
    scored_orders,
    promoters,
    detractors,
    ratio(100 * (promoters - detractors), scored_orders, 2) as net_promoter_score,
    odd_orders,
    :release as release
from final
