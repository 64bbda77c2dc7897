{#- What a type can be read as without loss: `numeric(12,4)` and `bigint` are both numbers. -#}
{% macro type_family(data_type) -%}
    {%- set base = bare_type(data_type) -%}
    {%- set suffix = '[]' if base.endswith('[]') else '' -%}
    {%- set families = {
        'smallint': 'number', 'integer': 'number', 'bigint': 'number', 'numeric': 'number',
        'real': 'number', 'double precision': 'number',
        'text': 'text', 'character varying': 'text', 'character': 'text', 'name': 'text',
        'timestamp with time zone': 'time', 'timestamp without time zone': 'time', 'timestamp': 'time',
        'date': 'date', 'boolean': 'boolean', 'uuid': 'uuid', 'json': 'json', 'jsonb': 'json',
        'interval': 'interval', 'inet': 'address', 'cidr': 'address', 'bytea': 'bytes'
    } -%}
    {#- Anything else is an enum: a word. -#}
    {{ return(families.get(base.replace('[]', ''), 'text') ~ suffix) }}
{%- endmacro %}
