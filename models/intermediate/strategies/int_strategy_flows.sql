-- Grain: one row per strategy and day with a change of the capital assigned to it, in dollars.
with

flows as (

    {{ union_systems(
        models={'patriot': 'int_patriot_capital_moves'},
        columns={'strategy_id': 'text', 'flow_date': 'date', 'flow_usd': 'numeric'},
    ) | indent(4) }}

)

select
    {{ surrogate_key('strategy', ['flows.source_system', 'flows.strategy_id']) }} as strategy_key,
    flows.source_system,
    flows.flow_date,
    flows.flow_usd
from flows
cross join {{ ref('clock') }} as clock
where flows.flow_date <= clock.as_of_date
