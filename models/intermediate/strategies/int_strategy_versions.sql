-- Grain: one row per strategy whose platform keeps its versions.
with

versions as (

    {{ union_systems(
        models={'mastertrade': 'int_mastertrade_strategy_versions'},
        columns={
            'strategy_id': 'text',
            'version_count': 'bigint',
            'first_version_at': 'timestamptz',
            'last_version_at': 'timestamptz',
        },
    ) | indent(4) }}

)

select
    {{ surrogate_key('strategy', ['source_system', 'strategy_id']) }} as strategy_key,
    version_count,
    first_version_at,
    last_version_at
from versions
