{#- Logs that everything of a fact changed: it is built aside. Written before it is swapped in, so that
    a run that dies in between leaves its followers a reason to look. -#}
{% macro log_rebuild_sql(relation) -%}
insert into {{ private_relation('changed_keys') }} (fact, invocation_id)
values ('{{ relation.identifier }}', '{{ invocation_id }}')
{%- endmacro %}
