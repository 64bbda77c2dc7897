-- Grain: one row per strategy with results: the environment it is judged by.
select
    source_system,
    strategy_id,
    strategy_key,
    case
        when bool_or(environment = 'live') then 'live'
        when bool_or(environment = 'paper') then 'paper'
        else min(environment)
    end as environment
from {{ ref('int_trade_results') }}
where strategy_key is not null
group by source_system, strategy_id, strategy_key
