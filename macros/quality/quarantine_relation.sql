{#- Name of a table or view in the schema of rejected rows, which readers can't enter. -#}
{% macro quarantine_relation(identifier) -%}
    {{ return(api.Relation.create(
        database=target.database,
        schema=generate_schema_name('quarantine', none),
        identifier=identifier
    )) }}
{%- endmacro %}
