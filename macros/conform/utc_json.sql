{#- A moment as the text of a JSON value, in UTC: by itself it would have the zone of the session that built it. -#}
{% macro utc_json(moment) -%}
    (to_jsonb({{ moment }} at time zone 'UTC') #>> '{}') || '+00:00'
{%- endmacro %}
