{#- How many values of a key stand in more than one row; nulls are one value. -#}
{% macro keys_twice_sql(model, key, condition) -%}
select count(*)
from (
    select from {{ model }}
    where {{ condition }}
    group by {{ key | join(', ') }}
    having count(*) > 1
) as copies
{%- endmacro %}
