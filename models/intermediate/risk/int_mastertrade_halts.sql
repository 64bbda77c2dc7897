{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per automatic halt of trading up to the clock's reading. Falls are written with or
-- without a sign; what ended after the clock had not ended yet. One that nobody knows the beginning
-- of counts from its end, or always.
select
    halts.halt_id,
    halts.environment as account_id,
    halts.environment,
    halts.trigger_type,
    coalesce(names.limit_name, halts.trigger_type) as limit_name,
    names.limit_unit,
    abs(halts.threshold_value) as threshold_value,
    abs(halts.actual_value) as actual_value,
    halts.actions_taken,
    halts.triggered_at,
    case when halts.resolved_at <= clock.as_of then halts.resolved_at end as resolved_at
from {{ ref('stg_mastertrade__trading_halts') }} as halts
cross join {{ ref('clock') }} as clock
left join {{ ref('limit_names') }} as names
    on names.source_system = 'mastertrade' and halts.trigger_type = names.native_name
where coalesce(coalesce(halts.triggered_at, halts.resolved_at) <= clock.as_of, true)
