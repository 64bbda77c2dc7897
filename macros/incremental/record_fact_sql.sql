{#- Written with the rows of a fact: how it is defined now, and how many rows this run gave it. -#}
{% macro record_fact_sql(relation, sql, definition, feed=none, rows=0) -%}
insert into {{ private_relation('fact_definitions') }} (fact, definition_md5, definition_sql, relation)
values (
    '{{ relation.identifier }}', '{{ definition }}', {{ dbt.string_literal(dbt.escape_single_quotes(sql)) }},
    '{{ relation }}'::regclass
)
on conflict (fact) do update
set definition_md5 = excluded.definition_md5, definition_sql = excluded.definition_sql,
    relation = excluded.relation
{%- if feed %};
update {{ private_relation('feed_runs') }} set rows_written = rows_written + {{ rows }}
where invocation_id = '{{ invocation_id }}' and feed in ({{ feed_list_sql(feed) }})
{%- endif -%}
{%- endmacro %}
