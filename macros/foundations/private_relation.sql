{#- Name of a table in the schema that only the builder may read. -#}
{% macro private_relation(identifier) -%}
    {{ return(api.Relation.create(
        database=target.database,
        schema=generate_schema_name('private', none),
        identifier=identifier
    )) }}
{%- endmacro %}
