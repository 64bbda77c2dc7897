-- Grain: one row per strategy that users give capital to.
with

capital as (

    {{ union_systems(
        models={'patriot': 'int_patriot_strategy_capital'},
        columns={'strategy_id': 'text', 'user_count': 'bigint', 'aum_usd': 'numeric'},
    ) | indent(4) }}

)

select
    {{ surrogate_key('strategy', ['source_system', 'strategy_id']) }} as strategy_key,
    user_count,
    aum_usd
from capital
