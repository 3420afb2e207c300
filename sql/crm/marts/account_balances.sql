with
final as (
    select
        accounts.company_id,
        closed_days.day,
        accounts.bank_account_id,
        accounts.bank_name,
        coalesce(accounts.is_active, false) as is_active,
        accounts.balance
    from facts.bank_accounts as accounts
    inner join marts.closed_days as closed_days
        on closed_days.company_id = accounts.company_id
    where coalesce(accounts.created_local_date <= closed_days.day, true)
        and (not accounts.is_deleted or accounts.deleted_local_date > closed_days.day)
)

select
    company_id,
    day,
    bank_account_id,
    bank_name,
    is_active,
    balance,
    :as_of_instant as as_of_instant,
    :release as release
from final
