-- Grain: one row per underlying instrument: its best-scored contract for entry.
-- Only living contracts of the newest run count; a contract without a score never wins.
select
    instrument_key,
    contract_symbol,
    option_right,
    strike_price,
    expiry_date,
    ml_score,
    run_at
from {{ ref('int_option_ranks_current') }}
where ranking_mode = 'entry' and rank = 1 and ml_score is not null
