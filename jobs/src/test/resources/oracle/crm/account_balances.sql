-- B6: what accounts say is on them when the last day ended.
select cast(company_id as text), day, cast(bank_account_id as text), bank_name, coalesce(is_active, false), balance
from bank_accounts
inner join oracle.closed using (company_id)
where coalesce(created_at < cut, true) and coalesce(deleted_at >= cut, true)
