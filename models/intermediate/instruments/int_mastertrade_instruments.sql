{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per symbol that occurs in MasterTrade, which has no instrument table.
with

mentions as (

    select
        symbol as native_symbol,
        'crypto' as native_asset_class
    from {{ ref('stg_mastertrade__strategies') }}

    union

    select
        symbol,
        'crypto'
    from {{ ref('stg_mastertrade__orders') }}

    union

    -- orders are kept for ever, but their import may lag behind that of executions
    select
        symbol,
        'crypto'
    from {{ ref('stg_mastertrade__fills') }}

    union

    select
        symbol,
        'crypto'
    from {{ ref('stg_mastertrade__positions') }}

    union

    select
        native_id,
        'crypto'
    from {{ ref('int_bar_counts') }}
    where source_system = 'mastertrade' and feed = 'market_data'

    union

    select
        index_name,
        'index'
    from {{ ref('stg_mastertrade__index_bars') }}

)

select
    native_symbol,
    -- What is traded is no index, whatever an index is called.
    min(native_asset_class) as native_asset_class,
    null::text as base_asset,
    null::text as quote_asset,
    null::text as exchange,
    null::text as instrument_name,
    null::boolean as is_active,
    false as is_listed
from mentions
group by native_symbol
