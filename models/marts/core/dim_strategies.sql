{{ config(
    materialized='replaced_table',
    indexes=[
        {'columns': ['strategy_key'], 'unique': true},
        {'columns': ['parent_strategy_key']},
    ]
) }}

-- Grain: one row per algorithmic strategy and per multi-leg option position.
select
    strategies.strategy_key,
    strategies.parent_strategy_key,
    strategies.owner_key,
    instruments.instrument_key,
    strategies.source_system,
    strategies.strategy_id,
    strategies.strategy_name,
    strategies.strategy_kind,
    strategies.strategy_type,
    strategies.status,
    strategies.is_open,
    strategies.is_inferred,
    strategies.version,
    strategies.generation,
    strategies.created_at,
    strategies.activated_at,
    strategies.archived_at,
    strategies.opening_equity_usd as capital_base_usd,
    clock.as_of,
    now() as refreshed_at
from {{ ref('int_strategies_conformed') }} as strategies
cross join {{ ref('clock') }} as clock
left join {{ ref('int_instruments_resolved') }} as instruments
    on strategies.source_system = instruments.source_system
    and strategies.native_symbol = instruments.native_symbol
