with
final as (
    select
        company_id,
        contact_id,
        contract_is_deleted,
        sum(billed_amount) as billed_amount,
        sum(collected_amount) as collected_amount,
        sum(due_count) as due_count,
        sum(on_time_count) as on_time_count,
        sum(collected_on_dues) as collected_on_dues,
        sum(received_on_dues) as received_on_dues,
        sum(received_amount_days) as received_amount_days
    from marts.collections
    group by company_id, contact_id, contract_is_deleted
)

select
    company_id,
    contact_id,
    contract_is_deleted,
    billed_amount,
    collected_amount,
    due_count,
    on_time_count,
    ratio(on_time_count, due_count, 4) as on_time_share,
    collected_on_dues,
    ratio(collected_on_dues, billed_amount, 4) as collection_rate,
    received_on_dues,
    received_amount_days,
    ratio(received_amount_days, received_on_dues, 2) as mean_days_late,
    :release as release
from final
