{{ config(
    indexes=[
        {'columns': ['halt_key'], 'unique': true},
        {'columns': ['triggered_at']},
    ]
) }}

-- Grain: one row per automatic halt of trading.
with

halts as (

    {{ union_systems(
        models={'mastertrade': 'int_mastertrade_halts'},
        columns={
            'halt_id': 'text',
            'account_id': 'text',
            'environment': 'text',
            'trigger_type': 'text',
            'limit_unit': 'text',
            'threshold_value': 'numeric',
            'actual_value': 'numeric',
            'actions_taken': 'text[]',
            'triggered_at': 'timestamptz',
            'resolved_at': 'timestamptz',
        },
    ) | indent(4) }}

)

select
    {{ surrogate_key('halt', ['halts.source_system', 'halts.halt_id']) }} as halt_key,
    halts.source_system,
    halts.halt_id,
    case
        when halts.account_id is not null
            then {{ surrogate_key('account', ['halts.source_system', 'halts.account_id']) }}
    end as account_key,
    halts.environment,
    halts.trigger_type,
    halts.limit_unit as threshold_unit,
    halts.threshold_value,
    halts.actual_value,
    halts.actual_value / nullif(halts.threshold_value, 0) - 1 as over_threshold_ratio,
    halts.actions_taken,
    coalesce(cardinality(halts.actions_taken), 0) as action_count,
    halts.triggered_at,
    halts.resolved_at,
    halts.resolved_at is null as is_open,
    halts.resolved_at - halts.triggered_at as time_to_resolve,
    coalesce(halts.resolved_at, clock.as_of) - halts.triggered_at as halted_for,
    halts.triggered_at - lag(halts.triggered_at) over (
        partition by halts.source_system, halts.environment, halts.trigger_type
        order by halts.triggered_at, length(halts.halt_id), halts.halt_id
    ) as since_previous,
    clock.as_of,
    now() as refreshed_at
from halts
cross join {{ ref('clock') }} as clock
