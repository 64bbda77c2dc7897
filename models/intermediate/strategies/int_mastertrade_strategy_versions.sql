{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per strategy: its sets of parameters up to the clock's reading.
select
    versions.strategy_id,
    count(*) as version_count,
    min(versions.created_at) as first_version_at,
    max(versions.created_at) as last_version_at
from {{ ref('stg_mastertrade__strategy_versions') }} as versions
cross join {{ ref('clock') }} as clock
where coalesce(versions.created_at <= clock.as_of, true)
group by versions.strategy_id
