{#- The keys of a fact that the log names between its cursor and `until`, with the earliest day of each; one
    without a key says that everything changed. Of a fact that logs other keys (config `members`) those
    rows are named that have such a key in an array of theirs, from the beginning. -#}
{% macro logged_keys_sql(relation, follows, key, until) -%}
    {%- set members = config.get('members', {}) -%}
    with logged as materialized (
        select fact, key, from_day
        from {{ private_relation('changed_keys') }}
        where fact in ('{{ follows | join("', '") }}') and id <= {{ until }}
            and id > {{ change_cursor_sql(relation) }}
    )
    select key, from_day from logged
    where key is null or fact not in ('{{ members | join("', '") }}')
    {%- for fact, column in members.items() %}
    union all
    select old.{{ key }}::text, '-infinity'
    from {{ relation }} as old
    {#- An array that is made once: to look through the log for each row takes seconds. #}
    where old.{{ column }} && (select array_agg(logged.key) from logged where logged.fact = '{{ fact }}')
    {%- endfor %}
{%- endmacro %}
