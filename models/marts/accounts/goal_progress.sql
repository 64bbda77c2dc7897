{{ config(
    indexes=[
        {'columns': ['goal_key'], 'unique': true},
        {'columns': ['status']},
    ]
) }}

-- Grain: one row per goal.
with

goals as (

    {{ union_systems(
        models={'mastertrade': 'int_mastertrade_goals'},
        columns={
            'goal_id': 'text',
            'goal_type': 'text',
            'environment': 'text',
            'status': 'text',
            'priority': 'integer',
            'target_unit': 'text',
            'target_value': 'numeric',
            'risk_tolerance_ratio': 'numeric',
            'max_drawdown_limit_ratio': 'numeric',
            'started_at': 'timestamptz',
            'achieved_at': 'timestamptz',
            'current_value': 'numeric',
            'reported_status': 'text',
            'measured_at': 'timestamptz',
            'measurements': 'bigint',
            'first_measured_at': 'timestamptz',
            'first_value': 'numeric',
            'first_target_value': 'numeric',
            'first_reached_at': 'timestamptz',
            'pace_per_day': 'numeric',
            'adjustments': 'bigint',
            'last_adjusted_at': 'timestamptz',
            'last_adjustment_type': 'text',
            'adjustment_log': 'jsonb',
        },
    ) | indent(4) }}

),

paced as (

    select
        goals.*,
        goals.target_value - goals.current_value as gap_value,
        -- A goal that is reached, stands still or drifts away has no day on which it gets there.
        case
            when goals.current_value < goals.target_value and goals.pace_per_day > 0
                then (goals.target_value - goals.current_value) / goals.pace_per_day
        end as days_to_target
    from goals

)

select
    {{ surrogate_key('goal', ['paced.source_system', 'paced.goal_id']) }} as goal_key,
    paced.source_system,
    paced.goal_id,
    case
        when paced.environment is not null
            then {{ surrogate_key('account', ['paced.source_system', 'paced.environment']) }}
    end as account_key,
    paced.environment,
    paced.goal_type,
    paced.status,
    paced.priority,
    paced.target_unit,
    paced.target_value,
    paced.current_value,
    paced.gap_value,
    paced.current_value / nullif(paced.target_value, 0) as progress_ratio,
    paced.current_value >= paced.target_value as is_reached,
    paced.reported_status,
    paced.measured_at,
    clock.as_of - paced.measured_at as measurement_age,
    paced.measurements,
    paced.first_measured_at,
    paced.first_value,
    paced.first_target_value,
    paced.first_reached_at,
    paced.pace_per_day,
    paced.days_to_target,
    -- Beyond a century the pace says nothing of a date.
    case
        when paced.days_to_target <= 36525
            then
                (paced.measured_at at time zone 'UTC')::date + ceil(paced.days_to_target)::integer
    end as projected_date,
    paced.risk_tolerance_ratio,
    paced.max_drawdown_limit_ratio,
    paced.started_at,
    paced.achieved_at,
    paced.adjustments,
    paced.last_adjusted_at,
    paced.last_adjustment_type,
    paced.adjustment_log,
    clock.as_of,
    now() as refreshed_at
from paced
cross join {{ ref('clock') }} as clock
