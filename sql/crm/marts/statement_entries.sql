with
-- Which way the money of an entry goes; another word moves none, and such entries are counted.
direction_map as (
    select
        transaction_type,
        direction
    from (
        values
            ('entrada', 'in'),
            ('credit', 'in'),
            ('saida', 'out'),
            ('debit', 'out')
    ) as directions (transaction_type, direction)
),

final as (
    select
        entries.company_id,
        entries.entry_id,
        entries.bank_account_id,
        entries.account_bank_name,
        entries.description,
        lower(trim(entries.transaction_type)) as transaction_type,
        nullif(trim(entries.reference_number), '') as reference_number,
        coalesce(direction_map.direction, 'other') as direction,
        entries.amount,
        entries.balance_after,
        entries.account_balance,
        entries.transaction_date,
        entries.created_at
    from facts.bank_statement_entries as entries
    left join direction_map
        on direction_map.transaction_type = lower(trim(entries.transaction_type))
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
