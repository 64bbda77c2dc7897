{#- What some views are made of, down to the tables, as one hash of the text that PostgreSQL keeps of them. -#}
{% macro views_definition(relations) -%}
    {%- do run_query(
        'drop view if exists pg_temp.definition_view; create temporary view definition_view as'
        ~ ' select true as one from ' ~ relations | join(' cross join ')) -%}
    {%- set definition = run_query(definition_sql()).columns[0].values()[0] -%}
    {%- do run_query('drop view pg_temp.definition_view') -%}
    {{ return(definition) }}
{%- endmacro %}
