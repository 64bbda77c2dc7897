{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per catalogue strategy. Its capital is what users assign: see int_strategy_flows.
select
    strategy_id,
    strategy_name,
    'algorithmic' as strategy_kind,
    strategy_type,
    case when is_active then 'active' else 'archived' end as status,
    is_active as is_open,
    null::integer as version,
    null::text as parent_strategy_id,
    null::integer as generation,
    owner_id,
    null::text as native_symbol,
    created_at,
    null::timestamptz as activated_at,
    null::timestamptz as archived_at,
    0::numeric as opening_equity_usd,
    loaded_at
from {{ ref('stg_patriot__strategies') }}
