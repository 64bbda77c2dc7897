{#- Compares the facts of a feed with what their definition gives now, on some days of a range or on all (none),
    and notes it. Returns the days that differ and are not among those listed. -#}
{% macro compare_range(feed, facts, first, last, days, listed, reason) -%}
    {%- set began = modules.datetime.datetime.now() -%}
    {%- set found = [] -%}
    {%- set differ = namespace(rows=0) -%}
    {%- set are_few = days is not none and days | length <= 40 -%}
    {%- set condition = "{column} in ('" ~ days | join("'::date, '") ~ "'::date)" if are_few
        else day_range(first, last) -%}
    {%- if days is none or days -%}
        {%- for fact in facts -%}
            {%- for day, rows in run_query(drifted_days_sql(
                fact.relation, fact.sql, fact.column, condition,
                week_bounds(first, last) if fact.in_pieces and not are_few else [])) if day not in listed -%}
                {%- do log('  ' ~ fact.name ~ ', ' ~ day ~ ': ' ~ rows ~ ' rows differ', info=true) -%}
                {%- if day not in found -%}{%- do found.append(day) -%}{%- endif -%}
                {%- set differ.rows = differ.rows + rows -%}
            {%- endfor -%}
        {%- endfor -%}
        {%- for day in drifted_audits(feed, days | min if are_few else first, days | max if are_few else last)
            if day not in listed + found -%}
            {%- do found.append(day) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- do run_query(
        'insert into ' ~ private_relation('reconciled_ranges')
        ~ ' (invocation_id, feed, reason, first_day, last_day, days_compared, days_drifted, rows_differ, seconds)'
        ~ " values ('" ~ invocation_id ~ "', '" ~ feed ~ "', '" ~ reason ~ "', "
        ~ ("'" ~ first ~ "'" if first else 'null') ~ ', ' ~ ("'" ~ last ~ "'" if last else 'null')
        ~ ', ' ~ (days | length if days is not none else 'null') ~ ', ' ~ found | length ~ ', ' ~ differ.rows ~ ', '
        ~ (modules.datetime.datetime.now() - began).total_seconds() ~ '); commit') -%}
    {{ return(found) }}
{%- endmacro %}
