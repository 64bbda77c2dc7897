{#- The days that a fact works out: those taken of its feed and, where it follows some log of keys as well
    (config `follows`, up to the entry `until`), those on which a key that changed since has rows in
    `days_of` (a model with the key and the fact's day column). None where everything changed, or nothing
    is known. Days whose raw partition is gone are left as they are. -#}
{% macro changed_days(relation, until, taken) -%}
    {%- if until is none -%}{{ return(taken) }}{%- endif -%}
    {%- set follows = config.get('follows') -%}
    {%- set key, day = config.require('key'), config.require('day_column') -%}
    {%- set known = run_query(
        'select taken_until from ' ~ private_relation('change_cursors')
        ~ " where fact = '" ~ relation.identifier ~ "'").columns[0].values() | list -%}
    {%- if not known -%}{{ return(none) }}{%- endif -%}
    {%- set changes -%}
        from {{ private_relation('changed_keys') }} as log
        where log.fact in ('{{ follows | join("', '") }}')
            and log.id > {{ known[0] }} and log.id <= {{ until }}
    {%- endset -%}
    {%- if run_query('select exists (select ' ~ changes ~ ' and log.key is null)').columns[0].values()[0] -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set days_of = config.require('days_of') -%}
    {%- set source = ref(days_of) -%}
    {%- set kept = kept_condition(config.require('feed')) or 'true' -%}
    {%- set changed = run_query(
        'select distinct days.' ~ day ~ '::text from (select distinct log.key ' ~ changes ~ ') as changed'
        ~ ' join ' ~ source ~ ' as days on days.' ~ key ~ ' = changed.key::' ~ column_type(source, key)
        ~ ' where ' ~ kept | replace('{column}', 'days.' ~ day)
    ).columns[0].values() | list -%}
    {{ return((taken + changed) | unique | sort) }}
{%- endmacro %}
