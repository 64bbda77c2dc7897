{#- Which rows of which day name a parent that is not there (`link`: own, values, column, parent and
    parent_column). Days that were not touched keep their orphans, and a parent that arrives takes them
    off. Of a parent that is gone every day is asked: that reads the whole table, in the run that
    misses it. -#}
{% macro audit_orphans(model, link, day) -%}
    {%- set known = quarantine_relation('known_parents') -%}
    {%- set orphans = quarantine_relation('orphans_by_day') -%}
    {%- set is_there = 'exists (select from ' ~ link.parent ~ ' as parent where parent.'
        ~ link.parent_column ~ '::text = known.parent_key)' -%}
    {%- set missed = 'select parent_key from ' ~ known ~ ' as known where ' ~ link.own ~ ' and not ' ~ is_there -%}
    {%- if day.listed == 'true' -%}
        {%- do run_query('delete from ' ~ known ~ ' where ' ~ link.own) -%}
    {%- elif run_query('select exists (' ~ missed ~ ')').columns[0].values()[0] -%}
        {%- do run_query(orphans_by_day_sql(model, link, day, link.column ~ '::text in (' ~ missed ~ ')')) -%}
        {%- do run_query('delete from ' ~ known ~ ' as known where ' ~ link.own ~ ' and not ' ~ is_there) -%}
    {%- endif -%}
    {%- do run_query(
        'insert into ' ~ known ~ ' select distinct ' ~ link['values'] ~ ', parent_key from ' ~ orphans
        ~ ' as known where ' ~ link.own ~ ' and ' ~ is_there ~ ' on conflict do nothing') -%}
    {%- do run_query(
        'delete from ' ~ orphans ~ ' as known where ' ~ link.own ~ ' and (' ~ day.listed ~ ' or ' ~ is_there ~ ')') -%}
    {%- do run_query(orphans_by_day_sql(model, link, day, day.is_in)) -%}
{%- endmacro %}
