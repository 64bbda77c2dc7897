{#- Builds a relation under an intermediate name with indexes, statistics, grants and comments, and
    swaps it in by two renames and nothing else: readers see the old or the new one. -#}
{% macro build_aside(target_relation, sql, kind, change) -%}
    {%- if change != 'create' -%}
        {%- do log('Rebuilding ' ~ target_relation.render() ~ ': ' ~ change, info=true) -%}
    {%- endif -%}
    {%- set aside = make_intermediate_relation(target_relation) -%}
    {%- set words = {'m': 'materialized view', 'r': 'table'}[kind] -%}
    {%- call statement('main') %}
        drop {{ words }} if exists {{ aside }};
        create {{ words }} {{ aside }} as {{ sql }};
        {% for index in config.get('indexes', []) -%}
        {{ get_create_index_sql(aside, index) }};
        {% endfor -%}
        analyze {{ aside }};
    {%- endcall %}
    {%- do apply_grants(aside, config.get('grants'), should_revoke=true) -%}
    {%- do persist_docs(aside, model) -%}
    {%- do require_audits(aside) -%}
    {#- Straight to the catalog: after a killed run dbt's cache refuses renames it can't explain. -#}
    {%- do postgres__rename_relation(aside, target_relation) -%}
{%- endmacro %}
