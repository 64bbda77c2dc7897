{#- Logs pg_temp.differences for the facts that follow this one (config `change_key`): one entry a key,
    with its earliest changed day. A fact without days changed from the beginning of its keys. -#}
{% macro log_changes_sql(relation) -%}
insert into {{ private_relation('changed_keys') }} (fact, key, from_day, invocation_id)
select '{{ relation.identifier }}', key, coalesce(min(day), '-infinity'), '{{ invocation_id }}'
from pg_temp.differences
where key is not null
group by key
{%- endmacro %}
