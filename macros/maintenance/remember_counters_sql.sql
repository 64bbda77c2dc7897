{#- The counters that a run saw at its start become those to compare with, now that its facts are built. -#}
{% macro remember_counters_sql(feed) -%}
delete from {{ private_relation('feed_counters') }}
where feed = '{{ feed }}' and seen_by <> '{{ invocation_id }}';
update {{ private_relation('feed_counters') }} set seen_by = ''
where feed = '{{ feed }}' and seen_by = '{{ invocation_id }}'
{%- endmacro %}
