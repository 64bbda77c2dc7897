-- Plans, and the accounts that live at some time of the history that is shown.
truncate raw_daily_profit.raw_plans_data, raw_daily_profit.raw_accounts_data restart identity;

insert into raw_daily_profit.raw_plans_data (
    plan_id, plan_name, plan_type, starting_balance, profit_target, profit_target_pct, max_drawdown,
    max_drawdown_pct, max_daily_drawdown, max_daily_drawdown_pct, max_leverage,
    is_drawdown_relative,
    min_trading_days, profit_split_pct, ingestion_timestamp
)
select
    'P' || balance || phase.code,
    phase.title || ' ' || balance,
    'fx',
    balance,
    balance * phase.target_pct / 100,
    phase.target_pct,
    balance * 0.10,
    10,
    balance * 0.05,
    5,
    100,
    balance > 50000,
    5,
    80,
    date '{first_day}' + time '01:00'
from unnest(array[10000, 50000, 100000, 200000]) as balance
cross join (values ('-1', 'Phase 1', 9.0), ('-2', 'Phase 2', 5.0), ('-F', 'Funded', null))
    as phase (code, title, target_pct);

-- Every account as it was loaded last, and an older copy of one in ten.
insert into raw_daily_profit.raw_accounts_data (
    account_id, login, trader_id, plan_id, starting_balance, current_balance, current_equity,
    profit_target_pct, max_daily_drawdown_pct, max_drawdown_pct, max_leverage, is_drawdown_relative,
    breached, is_upgraded, phase, status, created_at, updated_at, ingestion_timestamp
)
select
    account.account_id,
    account.login,
    'TR' || lpad((account.n * 7 % 1000003 / 2)::text, 7, '0'),
    'P' || account.starting_balance
    || case phase.title when 'Phase 1' then '-1' when 'Phase 2' then '-2' else '-F' end,
    account.starting_balance,
    account.starting_balance,
    account.starting_balance,
    case when phase.title <> 'Funded' then 8 end,
    5,
    10,
    100,
    account.starting_balance > 50000,
    (status.title = 'Breached' and copy = 0)::int,
    0,
    phase.title,
    case when copy = 0 then status.title else 'Active' end,
    account.first_day + time '08:00',
    copied.day + time '00:30',
    copied.day + time '01:00'
from bench.accounts as account
cross join lateral (
    select (array['Phase 1', 'Phase 1', 'Phase 2', 'Funded'])[1 + (account.style & 3)] as title
) as phase
cross join lateral (
    select case
        when account.last_day >= date '{last_day}' then 'Active'
        else (array['Breached', 'Breached', 'Passed', 'Inactive'])[1 + ((account.style >> 2) & 3)]
    end as title
) as status
cross join generate_series(0, case when account.n % 10 = 3 then 1 else 0 end) as copy
cross join lateral (
    select greatest(account.first_day, least(account.last_day, date '{last_day}')) + 1 - copy as day
) as copied
where account.first_day <= date '{last_day}' and account.last_day >= date '{first_day}';

analyze raw_daily_profit.raw_plans_data;
analyze raw_daily_profit.raw_accounts_data;
