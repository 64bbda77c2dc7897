-- Grain: one row per breach of a limit on any platform, up to the clock's reading.
with

breaches as (

    {{ union_systems(
        models={
            'mastertrade': 'int_mastertrade_breaches',
            'daily_profit': 'int_daily_profit_breaches',
            'patriot': 'int_patriot_breaches',
        },
        columns={
            'breach_id': 'text',
            'account_id': 'text',
            'owner_id': 'text',
            'environment': 'text',
            'breach_kind': 'text',
            'limit_name': 'text',
            'native_limit_name': 'text',
            'limit_unit': 'text',
            'limit_value': 'numeric',
            'measured_value': 'numeric',
            'severity': 'text',
            'native_severity': 'text',
            'breached_at': 'timestamptz',
            'resolved_at': 'timestamptz',
            'is_final': 'boolean',
        },
    ) | indent(4) }}

),

counted as (

    select
        breaches.*,
        case when breaches.resolved_at <= clock.as_of then breaches.resolved_at end as ended_at
    from breaches
    cross join {{ ref('clock') }} as clock
    -- one that nobody knows the moment of is not to be overlooked
    where coalesce(coalesce(breaches.breached_at, breaches.resolved_at) <= clock.as_of, true)

)

select
    {{ surrogate_key('breach', ['source_system', 'breach_id']) }} as breach_key,
    case
        when account_id is not null
            then {{ surrogate_key('account', ['source_system', 'account_id']) }}
    end as account_key,
    case
        when owner_id is not null
            then {{ surrogate_key('owner', ['source_system', 'owner_id']) }}
    end as owner_key,
    source_system,
    breach_id,
    environment,
    breach_kind,
    limit_name,
    native_limit_name,
    limit_unit,
    limit_value,
    measured_value,
    severity,
    native_severity,
    breached_at,
    ended_at as resolved_at,
    case
        when is_final then 'final'
        when ended_at is null then 'open'
        else 'resolved'
    end as state
from counted
