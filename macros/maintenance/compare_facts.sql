{#- Compares the facts of a feed with what their definition gives now, range by range. Returns the days that
    differ and are on no list yet: those of new rows are, and no surprise. Unless somebody asked, only days
    whose raw rows or facts are not those of the last comparison are worked out again; where copies of a row
    may be of several days, one such day, listed or not, is reason enough for all. -#}
{% macro compare_facts(feed, facts, ranges, reason, known=[]) -%}
    {%- set source = incremental_feeds()[feed] -%}
    {%- set rows = feed_rows(source) if source.get('table') -%}
    {%- set listed = known + (run_query(
        'select day::text from ' ~ private_relation('touched_days') ~ " where feed = '" ~ feed ~ "'"
    ).columns[0].values() | list) -%}
    {%- set new = run_query(new_days_sql(feed, source, rows, facts, ranges)).rows if ranges and rows else [] -%}
    {%- set drifted = [] -%}
    {%- for first, last in ranges -%}
        {%- set inside = {} -%}
        {%- for day, fingerprint in new
            if (first or day) <= day and day <= (last or day) and day not in listed -%}
            {%- do inside.update({day: fingerprint}) -%}
        {%- endfor -%}
        {%- set is_whole = reason == 'asked' or not rows or (source.get('key') and new) -%}
        {%- set found = compare_range(
            feed, facts, first, last, none if is_whole else inside | list, listed, reason) -%}
        {%- for day in found if day in inside -%}{%- do inside.pop(day) -%}{%- endfor -%}
        {%- do remember_compared(feed, inside) -%}
        {%- do drifted.extend(found) -%}
    {%- endfor -%}
    {%- if ranges -%}
        {%- do log('Feed ' ~ feed ~ ': ' ~ ranges | length ~ ' pieces of history reconciled (' ~ reason ~ '), '
            ~ drifted | length ~ ' days drifted.', info=true) -%}
    {%- endif -%}
    {{ return(drifted) }}
{%- endmacro %}
