{#- The entry of the change log up to which a fact took in what it follows, as a subselect; null where that
    is not known of this very table. -#}
{% macro change_cursor_sql(relation) -%}
(
        select taken_until from {{ private_relation('change_cursors') }}
        where fact = '{{ relation.identifier }}' and relation = '{{ relation }}'::regclass
    )
{%- endmacro %}
