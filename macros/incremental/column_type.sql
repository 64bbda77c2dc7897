{#- The type of a column of a relation that is there. -#}
{% macro column_type(relation, column) -%}
    {%- for live in adapter.get_columns_in_relation(relation) if live.name == column -%}
        {{ return(live.dtype) }}
    {%- endfor -%}
    {%- do exceptions.raise_compiler_error(relation ~ ' has no column ' ~ column ~ '.') -%}
{%- endmacro %}
