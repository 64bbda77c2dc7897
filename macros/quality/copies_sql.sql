{#- How many good rows share a key with another one, beyond the first. Nulls are no copies. -#}
{% macro copies_sql(relation, columns) -%}
select coalesce(sum(copies.row_count - 1), 0)
from (
    select count(*) as row_count
    from {{ relation }}
    where broken_rules = '{}' and num_nulls({{ columns | join(', ') }}) = 0
    group by {{ columns | join(', ') }}
) as copies
{%- endmacro %}
