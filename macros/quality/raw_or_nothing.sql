{#- The raw table of a source entry, or no rows where this deployment lacks it. -#}
{% macro raw_or_nothing(entry) -%}
    {%- set schema, identifier = raw_relation_name(entry).split('.') -%}
    {%- set relation = api.Relation.create(database=target.database, schema=schema, identifier=identifier) -%}
    {{ return(relation if live_columns(relation) else '(select where false) as nothing') }}
{%- endmacro %}
