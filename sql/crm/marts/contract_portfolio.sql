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

installments_by_contract as (
    select
        company_id,
        contract_id,
        count(*) as installments,
        count(distinct installment_number) as numbers,
        count(distinct installment_number) filter (where installment_number > 0)
            as positive_numbers,
        max(installment_number) as last_number,
        sum(amount) as installments_amount,
        sum(case when bucket <> 'void' then due_amount else 0 end) as due_amount,
        sum(case when bucket <> 'void' then paid_amount else 0 end) as paid_amount,
        sum(case when bucket = 'void' then paid_amount else 0 end) as void_paid_amount,
        sum(open_amount) as open_amount,
        sum(case when days_past_due > 0 then open_amount else 0 end) as overdue_amount,
        min(due_date) filter (where open_amount > 0 and days_past_due <= 0) as next_due_date
    from marts.installment_aging
    group by company_id, contract_id
),

final as (
    select
        contracts.company_id,
        contracts.contract_id,
        live_tenants.as_of_date,
        case
            when contracts.contact_is_deleted is null then '(unknown)'
            else contracts.contact_id
        end as contact_id,
        contracts.is_deleted,
        coalesce(lower(trim(contracts.status)), '') as status,
        contracts.total_value,
        coalesce(installments_by_contract.installments_amount, 0) as installments_amount,
        contracts.installment_count,
        coalesce(installments_by_contract.installments, 0) as installments,
        coalesce(installments_by_contract.installments, 0)
            - coalesce(installments_by_contract.numbers, 0) as repeated_numbers,
        greatest(coalesce(installments_by_contract.last_number, 0), 0)
            - coalesce(installments_by_contract.positive_numbers, 0) as missing_numbers,
        coalesce(installments_by_contract.due_amount, 0) as due_amount,
        coalesce(installments_by_contract.paid_amount, 0) as paid_amount,
        coalesce(installments_by_contract.void_paid_amount, 0) as void_paid_amount,
        coalesce(installments_by_contract.open_amount, 0) as open_amount,
        coalesce(installments_by_contract.overdue_amount, 0) as overdue_amount,
        installments_by_contract.next_due_date
    from facts.contracts as contracts
    inner join live_tenants
        on live_tenants.company_id = contracts.company_id
    left join installments_by_contract
        on installments_by_contract.company_id = contracts.company_id
        and installments_by_contract.contract_id = contracts.contract_id
)

select
    company_id,
    contract_id,
    as_of_date,
    contact_id,
    is_deleted,
    status,
    total_value,
    installments_amount,
    total_value - installments_amount as value_difference,
    installment_count,
    installments,
    repeated_numbers,
    missing_numbers,
    due_amount,
    paid_amount,
    void_paid_amount,
    open_amount,
    overdue_amount,
    next_due_date,
    ratio(paid_amount, due_amount, 4) as paid_share,
    :release as release
from final
