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
            'last_change_description': 'text',
        },
    ) | indent(4) }}

)

select
    {{ surrogate_key('strategy', ['source_system', 'strategy_id']) }} as strategy_key,
    version_count,
    first_version_at,
    last_version_at,
    last_change_description
from versions
