{#- Written when a check has passed: how it was defined, and that the days it looked at are done. -#}
{% macro passed_sql(checked, definition, days) -%}
insert into {{ quarantine_relation('check_states') }} values ('{{ checked }}', '{{ definition }}')
on conflict (checked) do update set definition_md5 = excluded.definition_md5, passed_at = now();
delete from {{ quarantine_relation('days_to_check') }}
where checked = '{{ checked }}'
{%- if days is not none %} and day = any ('{{ '{' ~ days | join(',') ~ '}' }}'::date[]){% endif %}
{%- endmacro %}
