{#- The columns that tell the rows of a fact apart: its config `key` where that is a list, else the
    columns of its unique index. -#}
{% macro row_key() -%}
    {%- set key = config.get('key') -%}
    {%- if key and key is not string -%}{{ return(key) }}{%- endif -%}
    {%- for index in config.get('indexes', []) if index.unique -%}
        {{ return(index.columns) }}
    {%- endfor -%}
    {%- do exceptions.raise_compiler_error(model.name ~ ' needs a unique index: only rows that differ are written.') -%}
{%- endmacro %}
