select
    cast(coalesce(sum(case when is_in_period then 0 else balance_change end), 0) as decimal(18, 2))
        as opening,
    cast(coalesce(sum(case when is_in_period then charged else 0 end), 0) as decimal(18, 2)) as charged,
    cast(coalesce(sum(case when is_in_period then paid else 0 end), 0) as decimal(18, 2)) as paid,
    cast(coalesce(sum(case when is_in_period then corrected else 0 end), 0) as decimal(18, 2)) as corrected,
    cast(coalesce(sum(case when is_in_period then balance_change - amount else 0 end), 0) as decimal(18, 2))
        as beyond,
    cast(coalesce(sum(balance_change), 0) as decimal(18, 2)) as closing,
    cast(coalesce(sum(case when days_overdue > 0 then balance_change else 0 end), 0) as decimal(18, 2))
        as overdue
from entries
