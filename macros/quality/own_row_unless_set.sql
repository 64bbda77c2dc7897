{#- A term that keeps rows with a null in a further key apart: their own key, else null. -#}
{% macro own_row_unless_set(columns, key) -%}
    {{ return(
        'case when num_nulls(' ~ columns | join(', ') ~ ') > 0 then jsonb_build_array('
        ~ key | join(', ') ~ ')::text end'
    ) }}
{%- endmacro %}
