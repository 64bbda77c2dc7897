{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per halt: a limit was broken and trading stopped, which is as serious as it gets.
select
    halt_id as breach_id,
    account_id,
    null::text as owner_id,
    environment,
    'trading_halt' as breach_kind,
    limit_name,
    trigger_type as native_limit_name,
    limit_unit,
    threshold_value as limit_value,
    actual_value as measured_value,
    'critical' as severity,
    null::text as native_severity,
    triggered_at as breached_at,
    resolved_at,
    false as is_final
from {{ ref('int_mastertrade_halts') }}
