with
final as (
    select
        entries.company_id,
        entries.entry_id,
        entries.bank_account_id,
        entries.account_bank_name,
        entries.description,
        lower(trim(entries.transaction_type)) as transaction_type,
        nullif(trim(entries.reference_number), '') as reference_number,
        coalesce(directions.state, 'other') as direction,
        entries.amount,
        entries.balance_after,
        entries.account_balance,
        entries.transaction_date,
        entries.created_at
    from facts.bank_statement_entries as entries
    left join facts.status_map as directions
        on directions.column_name = 'bank_statement_entries.transaction_type'
        and directions.word = lower(trim(entries.transaction_type))
    where entries.tenant_is_live
)

select
    company_id,
    entry_id,
    bank_account_id,
    account_bank_name,
    description,
    transaction_type,
    reference_number,
    direction,
    amount,
    case when direction = 'in' then amount else 0 end as amount_in,
    case when direction = 'out' then amount else 0 end as amount_out,
    balance_after,
    account_balance,
    transaction_date,
    created_at,
    :release as release
from final
