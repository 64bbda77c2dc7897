{#- Written with the rows of a fact: up to which entry of the change log it took in what it follows. -#}
{% macro record_cursor_sql(relation, until) -%}
insert into {{ private_relation('change_cursors') }} (fact, taken_until, relation)
values ('{{ relation.identifier }}', {{ until }}, '{{ relation }}'::regclass)
on conflict (fact) do update set taken_until = excluded.taken_until, relation = excluded.relation
{%- endmacro %}
