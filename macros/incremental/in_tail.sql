{#- The condition that a row is in a changed tail, or its key among the changed ones. The key is unique there, so
    that PostgreSQL can go from the few changed keys to their rows by an index on key and day. -#}
{% macro in_tail(key, day=none) -%}
    {{ return('exists (select from pg_temp.changed_tails as tail where tail.key = ' ~ key
        ~ (' and ' ~ day ~ ' >= tail.from_day' if day else '') ~ ')') }}
{%- endmacro %}
