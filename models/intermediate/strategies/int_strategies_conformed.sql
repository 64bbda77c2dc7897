{{ config(
    materialized='replaced_table',
    indexes=[{'columns': ['strategy_key'], 'unique': true}]
) }}

-- Grain: one row per strategy of every platform that has strategies.
-- A strategy that only trades, orders or positions mention (it was deleted or rejected) is added as
-- an inferred member.
with

known as (

    {{ union_systems(
        models={
            'swiftbolt': 'int_swiftbolt_strategies',
            'mastertrade': 'int_mastertrade_strategies',
            'patriot': 'int_patriot_strategies',
        },
        columns={
            'strategy_id': 'text',
            'strategy_name': 'text',
            'strategy_kind': 'text',
            'strategy_type': 'text',
            'status': 'text',
            'is_open': 'boolean',
            'version': 'integer',
            'parent_strategy_id': 'text',
            'generation': 'integer',
            'owner_id': 'text',
            'native_symbol': 'text',
            'created_at': 'timestamptz',
            'activated_at': 'timestamptz',
            'archived_at': 'timestamptz',
            'opening_equity_usd': 'numeric',
            'loaded_at': 'timestamptz',
        },
    ) | indent(4) }}

),

mentions as (

    select
        source_system,
        strategy_id,
        closed_at as mentioned_at
    from {{ ref('int_trade_results') }}

    union all

    select
        source_system,
        strategy_id,
        coalesce(created_at, first_fill_at, loaded_at) as mentioned_at
    from {{ ref('int_orders_rolled_up') }}

    union all

    select
        source_system,
        strategy_id,
        coalesce(opened_at, reported_at) as mentioned_at
    from {{ ref('int_positions_conformed') }}

),

mentioned as (

    select
        source_system,
        strategy_id,
        min(mentioned_at) as created_at
    from mentions
    where strategy_id is not null
    group by source_system, strategy_id

),

all_strategies as (

    select
        known.*,
        false as is_inferred
    from known

    union all

    select
        mentioned.source_system,
        mentioned.strategy_id,
        null as strategy_name,
        'algorithmic' as strategy_kind,
        null as strategy_type,
        null as status,
        false as is_open,
        null as version,
        null as parent_strategy_id,
        null as generation,
        null as owner_id,
        null as native_symbol,
        mentioned.created_at,
        null as activated_at,
        null as archived_at,
        null as opening_equity_usd,
        null as loaded_at,
        true as is_inferred
    from mentioned
    left join known
        on mentioned.source_system = known.source_system
        and mentioned.strategy_id = known.strategy_id
    where known.strategy_id is null

)

select
    {{ surrogate_key('strategy', ['source_system', 'strategy_id']) }} as strategy_key,
    case
        when parent_strategy_id is not null
            then {{ surrogate_key('strategy', ['source_system', 'parent_strategy_id']) }}
    end as parent_strategy_key,
    case
        when owner_id is not null
            then {{ surrogate_key('owner', ['source_system', 'owner_id']) }}
    end as owner_key,
    all_strategies.*
from all_strategies
