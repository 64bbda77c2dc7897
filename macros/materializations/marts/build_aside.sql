{#- Builds a relation under an intermediate name with indexes, statistics, grants and comments, and
    swaps it in by two renames and nothing else: readers see the old or the new one. The new one is
    committed before it gets the name, and a materialized view is filled by REFRESH, which writes
    frozen rows: a reader with an older snapshot must not find it empty. -#}
{% macro build_aside(target_relation, sql, kind, change) -%}
    {%- if change != 'create' -%}
        {%- do log('Rebuilding ' ~ target_relation.render() ~ ': ' ~ change, info=true) -%}
    {%- endif -%}
    {%- set aside = make_intermediate_relation(target_relation) -%}
    {%- set words = {'m': 'materialized view', 'r': 'table'}[kind] -%}
    {%- call statement('main') %}
        drop {{ words }} if exists {{ aside }};
        create {{ words }} {{ aside }} as {{ sql }}{{ ' with no data' if kind == 'm' }};
        {%- if kind == 'm' %}
        refresh materialized view {{ aside }};
        {%- endif %}
        {% for index in config.get('indexes', []) -%}
        {{ get_create_index_sql(aside, index) }};
        {% endfor -%}
        analyze {{ aside }};
    {%- endcall %}
    {%- do apply_grants(aside, config.get('grants'), should_revoke=true) -%}
    {%- do persist_docs(aside, model) -%}
    {%- do require_audits(aside) -%}
    {%- do adapter.commit() -%}
    {%- set former_oid = run_query(
        "select coalesce(to_regclass('" ~ target_relation ~ "')::oid, 0)"
    ).columns[0].values()[0] -%}
    {#- Straight to the catalog: after a killed run dbt's cache refuses renames it can't explain. -#}
    {%- do postgres__rename_relation(aside, target_relation) -%}
    {%- if former_oid -%}
        {%- do adapter.commit() -%}
        {%- call statement('carry_indexes') -%}
            {{ carry_indexes_sql(former_oid, target_relation) }}
        {%- endcall -%}
    {%- endif -%}
{%- endmacro %}
