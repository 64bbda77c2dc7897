{#- dbt-labs/dbt-adapters#667.
    dbt-postgres asks for the columns and writes every comment again in every run. This writes, in one
    statement, those that differ: a nightly run leaves the catalog alone. -#}
{% macro postgres__persist_docs(relation, model, for_relation=true, for_columns=true) -%}
    {%- set words = {} -%}
    {%- if for_columns and config.persist_column_docs() -%}
        {%- for name, column in model.columns.items() -%}
            {%- do words.update({name: column.description}) -%}
        {%- endfor -%}
    {%- endif -%}
    {#- No column has an empty name: it stands for the relation. -#}
    {%- if for_relation and config.persist_relation_docs() and model.description -%}
        {%- do words.update({'': model.description}) -%}
    {%- endif -%}
    {%- if words -%}
        {%- call statement('persist_docs') -%}
            {{ changed_comments_sql(relation, words) }}
        {%- endcall -%}
    {%- endif -%}
{%- endmacro %}
