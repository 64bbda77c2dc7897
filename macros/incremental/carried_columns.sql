{#- The columns of a fact itself that its SELECT carries in from the last row before a changed tail, each once. -#}
{% macro carried_columns(sql) -%}
    {%- set columns = [] -%}
    {%- for column, key in modules.re.findall(carried_mark(), sql) if column not in columns -%}
        {%- do columns.append(column) -%}
    {%- endfor -%}
    {{ return(columns) }}
{%- endmacro %}
