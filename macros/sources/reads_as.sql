{#- Whether a column of this live type can be read as the contract's: the same kind of type, or an id,
    which staging reads as text whatever it is. -#}
{% macro reads_as(column, found) -%}
    {%- set kinds = [type_family(found), type_family(column.data_type)] -%}
    {%- set is_id = column.name == 'id' or column.name.endswith('_id') -%}
    {{ return(kinds[0] == kinds[1] or (is_id and kinds | reject('in', ['text', 'uuid', 'number']) | list == [])) }}
{%- endmacro %}
