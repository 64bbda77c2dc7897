{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per goal with its newest measurement and how fast it moves. A state in a word
-- nobody listed is none.
with

measurements as (

    select
        measurements.*,
        row_number() over (
            partition by measurements.goal_id
            order by
                measurements.measured_at desc,
                length(measurements.measurement_id) desc,
                measurements.measurement_id desc
        ) as recency,
        max(measurements.measured_at) over (partition by measurements.goal_id) as newest_at
    from {{ ref('stg_mastertrade__goal_measurements') }} as measurements
    cross join {{ ref('clock') }} as clock
    where measurements.measured_at <= clock.as_of

),

-- A line through the measurements of 30 days: the ends alone would be two noisy days.
paces as (

    select
        goal_id,
        count(*) as measurements,
        min(measured_at) as first_measured_at,
        (array_agg(current_value order by recency desc))[1] as first_value,
        (array_agg(target_value order by recency desc) filter (where target_value is not null))[1]
            as first_target_value,
        min(measured_at) filter (where current_value >= target_value) as first_reached_at,
        regr_slope(
            current_value::double precision, extract(epoch from measured_at) / 86400
        ) filter (where measured_at > newest_at - interval '30 days')::numeric as pace_per_day
    from measurements
    group by goal_id

),

-- One that nobody knows the moment of counts, as the first.
adjusted as (

    select
        adjustments.goal_id,
        count(*) as adjustments,
        max(adjustments.applied_at) as last_adjusted_at,
        (array_agg(
            adjustments.adjustment_type
            order by
                adjustments.applied_at desc nulls last,
                length(adjustments.adjustment_id) desc,
                adjustments.adjustment_id desc
        ))[1] as last_adjustment_type,
        jsonb_agg(
            jsonb_build_object(
                'at', {{ utc_json('adjustments.applied_at') }},
                'type', adjustments.adjustment_type,
                'old', adjustments.old_value,
                'new', adjustments.new_value
            ) order by
                adjustments.applied_at nulls first,
                length(adjustments.adjustment_id),
                adjustments.adjustment_id
        ) as adjustment_log
    from {{ ref('stg_mastertrade__goal_adjustments') }} as adjustments
    cross join {{ ref('clock') }} as clock
    where coalesce(adjustments.applied_at <= clock.as_of, true)
    group by adjustments.goal_id

)

select
    goals.goal_id,
    goals.goal_type,
    goals.environment,
    case when goals.status in ('active', 'paused', 'achieved', 'cancelled') then goals.status end
        as status,
    goals.priority,
    goals.target_unit,
    goals.target_value,
    goals.risk_tolerance_ratio,
    goals.max_drawdown_limit_ratio,
    goals.started_at,
    goals.achieved_at,
    newest.current_value,
    case when newest.status in ('behind', 'on_track', 'ahead') then newest.status end
        as reported_status,
    newest.measured_at,
    coalesce(paces.measurements, 0) as measurements,
    paces.first_measured_at,
    paces.first_value,
    paces.first_target_value,
    paces.first_reached_at,
    paces.pace_per_day,
    coalesce(adjusted.adjustments, 0) as adjustments,
    adjusted.last_adjusted_at,
    adjusted.last_adjustment_type,
    adjusted.adjustment_log
from {{ ref('stg_mastertrade__goals') }} as goals
cross join {{ ref('clock') }} as clock
left join measurements as newest
    on goals.goal_id = newest.goal_id and newest.recency = 1
left join paces on goals.goal_id = paces.goal_id
left join adjusted on goals.goal_id = adjusted.goal_id
where goals.created_at <= clock.as_of or goals.created_at is null
