{#- Compares the facts of a feed with what their definition gives now, range by range, and notes it. Returns
    the days that differ and are on no list yet: those of new rows are, and no surprise. -#}
{% macro compare_facts(feed, facts, ranges, reason, known=[]) -%}
    {%- set listed = known + (run_query(
        'select day::text from ' ~ private_relation('touched_days') ~ " where feed = '" ~ feed ~ "'"
    ).columns[0].values() | list) -%}
    {%- set drifted = [] -%}
    {%- for first, last in ranges -%}
        {%- set began = modules.datetime.datetime.now() -%}
        {%- set found = [] -%}
        {%- set differ = namespace(rows=0) -%}
        {%- for fact in facts -%}
            {%- for day, rows in run_query(drifted_days_sql(
                fact.relation, fact.sql, fact.column, day_range(first, last),
                week_bounds(first, last) if fact.in_pieces else [])) if day not in listed -%}
                {%- do log('  ' ~ fact.name ~ ', ' ~ day ~ ': ' ~ rows ~ ' rows differ', info=true) -%}
                {%- if day not in found -%}{%- do found.append(day) -%}{%- endif -%}
                {%- set differ.rows = differ.rows + rows -%}
            {%- endfor -%}
        {%- endfor -%}
        {%- for day in drifted_audits(feed, first, last) if day not in listed + found -%}
            {%- do found.append(day) -%}
        {%- endfor -%}
        {%- do drifted.extend(found) -%}
        {%- do run_query(
            'insert into ' ~ private_relation('reconciled_ranges')
            ~ ' (invocation_id, feed, reason, first_day, last_day, days_drifted, rows_differ, seconds)'
            ~ " values ('" ~ invocation_id ~ "', '" ~ feed ~ "', '" ~ reason ~ "', "
            ~ ("'" ~ first ~ "'" if first else 'null') ~ ', ' ~ ("'" ~ last ~ "'" if last else 'null')
            ~ ', ' ~ found | length ~ ', ' ~ differ.rows ~ ', '
            ~ (modules.datetime.datetime.now() - began).total_seconds() ~ '); commit') -%}
    {%- endfor -%}
    {%- if ranges -%}
        {%- do log('Feed ' ~ feed ~ ': ' ~ ranges | length ~ ' pieces of history reconciled (' ~ reason ~ '), '
            ~ drifted | length ~ ' days drifted.', info=true) -%}
    {%- endif -%}
    {{ return(drifted) }}
{%- endmacro %}
